package dev.millrace.upload.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.aws.Transactions;
import dev.millrace.event.WebhookEvent;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.ResultStore;
import dev.millrace.upload.Run;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.UploadStore;
import dev.millrace.upload.arrival.KnownContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Uploads, their results, their outbox and the catalog of searchable ones in the uploads table.
public final class DynamoUploads implements UploadStore, ResultStore, KnownContents {
  private final DynamoDbClient dynamoDb;
  private final String table;
  private final String region;

  /// @param region stands in every notice, so that in a global table only one region relays it
  public DynamoUploads(DynamoDbClient dynamoDb, String table, String region) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.region = region;
  }

  @Override
  public boolean create(Upload upload, List<WebhookEvent> events) {
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(
        put(
            Put.builder()
                .item(UploadItems.write(upload))
                .conditionExpression("attribute_not_exists(pk)")));
    addEvents(writes, events);
    return Transactions.write(dynamoDb, writes);
  }

  @Override
  public Optional<Upload> find(UploadRef ref) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get -> get.tableName(table).key(UploadItems.key(ref)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(UploadItems.upload(item));
  }

  @Override
  public boolean save(Change change, List<WebhookEvent> events) {
    List<TransactWriteItem> writes = new ArrayList<>();
    Upload upload = change.upload();
    writes.add(
        put(
            Put.builder()
                .item(UploadItems.write(upload.written()))
                .conditionExpression("version = :version")
                .expressionAttributeValues(Map.of(":version", Items.number(upload.version())))));
    change.run().ifPresent(run -> writes.add(put(replacing(run, change))));
    for (ResultPart part : change.results()) {
      String runId = change.run().map(Run::runId).orElseThrow();
      writes.add(put(Put.builder().item(UploadItems.write(upload.ref(), runId, part))));
    }
    if (upload.state() == UploadState.COMPLETED && upload.sha256() != null) {
      writes.add(put(Put.builder().item(UploadItems.content(upload, upload.sha256()))));
    }
    CatalogItems.owed(change, table).ifPresent(writes::add);
    addEvents(writes, events);
    return Transactions.writeUnlessContended(dynamoDb, writes);
  }

  @Override
  public List<ResultPart> read(UploadRef ref, String runId) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Items.text(ref.partition()),
                        ":prefix", Items.text(UploadItems.RESULT + runId + "#")))
                .consistentRead(true))
        .items()
        .stream()
        .map(UploadItems::result)
        .toList();
  }

  @Override
  public Optional<UploadRef> find(String tenantId, String sha256, Kind kind) {
    return Optional.ofNullable(
            dynamoDb
                .getItem(
                    get -> get.tableName(table).key(UploadItems.contentKey(tenantId, sha256, kind)))
                .item()
                .get(UploadItems.UPLOAD_ID))
        .map(uploadId -> new UploadRef(tenantId, uploadId.s()));
  }

  private static Put.Builder replacing(Run run, Change change) {
    Put.Builder put = Put.builder().item(UploadItems.write(run));
    return change.runOwner() == null
        ? put.conditionExpression("attribute_not_exists(#owner)")
            .expressionAttributeNames(Map.of("#owner", "owner"))
        : put.conditionExpression("#owner = :owner")
            .expressionAttributeNames(Map.of("#owner", "owner"))
            .expressionAttributeValues(Map.of(":owner", Items.text(change.runOwner())));
  }

  private void addEvents(List<TransactWriteItem> writes, List<WebhookEvent> events) {
    events.forEach(event -> writes.add(put(Put.builder().item(UploadItems.write(event, region)))));
  }

  private TransactWriteItem put(Put.Builder put) {
    return TransactWriteItem.builder().put(put.tableName(table).build()).build();
  }
}
