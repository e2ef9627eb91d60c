package dev.millrace.api.dynamodb;

import dev.millrace.aws.Items;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Asks whether a table can be read. It asks for an item that is never there, since that needs no
/// other permission than reading.
public final class TableProbe implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String NEVER_THERE = "PROBE";

  private final DynamoDbClient dynamoDb;
  private final String table;

  public TableProbe(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public void run() {
    dynamoDb.getItem(get ->
        get.tableName(table)
            .key(Items.key(NEVER_THERE, NEVER_THERE))
            .overrideConfiguration(c -> c.apiCallTimeout(PATIENCE)));
  }
}
