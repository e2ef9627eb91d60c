package dev.millrace.contract;

import dev.millrace.aws.Items;
import dev.millrace.testing.contract.UploadStoreContract;
import dev.millrace.upload.ResultStore;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadStore;
import dev.millrace.upload.arrival.KnownContents;
import dev.millrace.upload.dynamodb.DynamoRuns;
import dev.millrace.upload.dynamodb.DynamoUploads;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoUploadsTest extends UploadStoreContract {
  private final DynamoDbClient dynamoDb = TemplateServices.dynamoDb();
  private final String table = TemplateServices.output("UploadsTable");
  private final DynamoUploads store = new DynamoUploads(dynamoDb, table, "eu-central-1");

  @Override
  protected UploadStore uploads() {
    return store;
  }

  @Override
  protected RunStore runs() {
    return new DynamoRuns(dynamoDb, table, clock);
  }

  @Override
  protected ResultStore results() {
    return store;
  }

  @Override
  protected KnownContents contents() {
    return store;
  }

  @Override
  protected int noticesOf(UploadRef upload) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Items.text(upload.partition()),
                        ":prefix", Items.text("EVENT#"))))
        .count();
  }
}
