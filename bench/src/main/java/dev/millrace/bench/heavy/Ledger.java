package dev.millrace.bench.heavy;

import dev.millrace.local.Services;
import dev.millrace.upload.Erasure;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.dynamodb.DynamoUploads;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the table of uploads says, past the API.
final class Ledger implements AutoCloseable {
  private static final String EVENT = "EVENT#";
  private static final String TENANT = "local";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final DynamoUploads uploads;

  Ledger(Services services) {
    this.dynamoDb = services.dynamoDb().client(services.credentials());
    this.table = services.template().output("UploadsTable").orElseThrow();
    this.uploads = new DynamoUploads(dynamoDb, table, services.template().surroundings().region());
  }

  /// {@return the ids of the events of an upload: each is owed to every subscriber}
  Set<String> events(String uploadId) {
    return dynamoDb
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :event)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", AttributeValue.fromS(ref(uploadId).partition()),
                        ":event", AttributeValue.fromS(EVENT))))
        .items()
        .stream()
        .map(item -> Objects.requireNonNull(item.get("sk")).s().substring(EVENT.length()))
        .collect(Collectors.toSet());
  }

  /// {@return whether nothing is left of an upload that was deleted}
  boolean erased(String uploadId) {
    Erasure erasure = uploads.find(ref(uploadId)).orElseThrow().erasure();
    return erasure != null && erasure.completedAt() != null;
  }

  private static UploadRef ref(String uploadId) {
    return new UploadRef(TENANT, uploadId);
  }

  @Override
  public void close() {
    dynamoDb.close();
  }
}
