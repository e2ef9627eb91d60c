package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.ItemReads;
import dev.millrace.aws.Items;
import dev.millrace.aws.Transactions;
import dev.millrace.batch.TogetherByKey;
import dev.millrace.event.WebhookEvent;
import dev.millrace.upload.dynamodb.UploadItems;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.EndpointStore;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Endpoints in the webhooks table. A counter beside them, changed in the same transaction, keeps a
/// tenant from having too many.
public final class DynamoEndpoints implements EndpointStore {
  private static final int MAX_TOGETHER = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final String outbox;
  private final String region;
  private final ItemReads reads;
  private final TogetherByKey<String, String, List<Endpoint>> lists;

  /// @param outbox the uploads table, which notices are written to
  /// @param region stands in every notice, so that in a global table only one region relays it
  public DynamoEndpoints(DynamoDbClient dynamoDb, String table, String outbox, String region) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.outbox = outbox;
    this.region = region;
    this.reads = new ItemReads(dynamoDb, table);
    this.lists =
        new TogetherByKey<>(
            MAX_TOGETHER,
            (tenantId, readers) -> Collections.nCopies(readers.size(), list(tenantId)));
  }

  @Override
  public Optional<Endpoint> find(String tenantId, String endpointId) {
    return reads.find(WebhookItems.endpointKey(tenantId, endpointId)).map(WebhookItems::endpoint);
  }

  @Override
  public List<Endpoint> ofTenant(String tenantId) {
    return lists.call(tenantId, tenantId);
  }

  @Override
  public boolean add(Endpoint endpoint) {
    Update count =
        counting(endpoint.tenantId())
            .conditionExpression("attribute_not_exists(#count) OR #count < :most")
            .expressionAttributeValues(
                Map.of(":by", Items.number(1), ":most", Items.number(Endpoint.MAX_PER_TENANT)))
            .build();
    Put put =
        Put.builder()
            .tableName(table)
            .item(WebhookItems.write(endpoint))
            .conditionExpression("attribute_not_exists(pk)")
            .build();
    return written(
        TransactWriteItem.builder().update(count).build(),
        TransactWriteItem.builder().put(put).build());
  }

  @Override
  public boolean remove(String tenantId, String endpointId) {
    Delete delete =
        Delete.builder()
            .tableName(table)
            .key(WebhookItems.endpointKey(tenantId, endpointId))
            .conditionExpression("attribute_exists(pk)")
            .build();
    Update count =
        counting(tenantId).expressionAttributeValues(Map.of(":by", Items.number(-1))).build();
    return written(
        TransactWriteItem.builder().delete(delete).build(),
        TransactWriteItem.builder().update(count).build());
  }

  @Override
  public boolean save(Endpoint step, List<WebhookEvent> notices) {
    Put put =
        Put.builder()
            .tableName(table)
            .item(WebhookItems.write(step))
            .conditionExpression("version = :before")
            .expressionAttributeValues(Map.of(":before", Items.number(step.version() - 1)))
            .build();
    Stream<TransactWriteItem> events =
        notices.stream()
            .map(notice ->
                TransactWriteItem.builder()
                    .put(
                        Put.builder()
                            .tableName(outbox)
                            .item(UploadItems.write(notice, region))
                            .build())
                    .build());
    return written(
        Stream.concat(Stream.of(TransactWriteItem.builder().put(put).build()), events)
            .toArray(TransactWriteItem[]::new));
  }

  private List<Endpoint> list(String tenantId) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Items.text(WebhookItems.partitionOfTenant(tenantId)),
                        ":prefix", Items.text(WebhookItems.ENDPOINT)))
                .consistentRead(true))
        .items()
        .stream()
        .map(WebhookItems::endpoint)
        .sorted(Comparator.comparing(Endpoint::createdAt))
        .toList();
  }

  private Update.Builder counting(String tenantId) {
    return Update.builder()
        .tableName(table)
        .key(WebhookItems.endpointCountKey(tenantId))
        .updateExpression("ADD #count :by")
        .expressionAttributeNames(Map.of("#count", "count"));
  }

  private boolean written(TransactWriteItem... writes) {
    return Transactions.writeUnlessContended(dynamoDb, List.of(writes));
  }
}
