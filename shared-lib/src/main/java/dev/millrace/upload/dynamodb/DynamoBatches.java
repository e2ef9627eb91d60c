package dev.millrace.upload.dynamodb;

import dev.millrace.aws.ItemReads;
import dev.millrace.aws.Items;
import dev.millrace.upload.Batch;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Batches in the uploads table.
public final class DynamoBatches implements BatchStore {
  private static final String BATCH = "BATCH";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final ItemReads reads;

  public DynamoBatches(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.reads = new ItemReads(dynamoDb, table);
  }

  @Override
  public void save(Batch batch) {
    dynamoDb.putItem(put ->
        put.tableName(table)
            .item(Items.write(partition(batch.tenantId(), batch.batchId()), BATCH, batch)));
  }

  @Override
  public boolean add(UploadRef upload, String batchId) {
    AttributeValue uploadId = Items.text(upload.uploadId());
    try {
      dynamoDb.updateItem(update ->
          update
              .tableName(table)
              .key(Items.key(partition(upload.tenantId(), batchId), BATCH))
              .updateExpression("SET uploadIds = list_append(uploadIds, :added)")
              .conditionExpression("size(uploadIds) < :most AND NOT contains(uploadIds, :uploadId)")
              .expressionAttributeValues(
                  Map.of(
                      ":added", AttributeValue.fromL(List.of(uploadId)),
                      ":most", Items.number(Batch.MOST),
                      ":uploadId", uploadId))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem()
          && Items.read(e.item(), Batch.class).uploadIds().contains(upload.uploadId());
    }
  }

  @Override
  public Optional<Batch> find(String tenantId, String batchId) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                get -> get.tableName(table).key(Items.key(partition(tenantId, batchId), BATCH)))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(Items.read(item, Batch.class));
  }

  @Override
  public List<Upload> uploads(Batch batch) {
    return reads.findAll(batch.uploads().stream().map(UploadItems::key).toList()).stream()
        .map(UploadItems::upload)
        .toList();
  }

  private static String partition(String tenantId, String batchId) {
    return "T#" + tenantId + "#B#" + batchId;
  }
}
