package dev.millrace.upload.dynamodb;

import dev.millrace.aws.DueIndex;
import dev.millrace.aws.Items;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.UploadRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Runs and their leases in the uploads table.
public final class DynamoRuns implements RunStore {
  private static final System.Logger LOG = System.getLogger(DynamoRuns.class.getName());
  private static final Map<String, String> NAMES = Map.of("#owner", "owner");

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;

  public DynamoRuns(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Claim claim(Run wanted, String owner, Duration lease) {
    try {
      create(wanted);
      return take(wanted, owner, lease);
    } catch (ConditionalCheckFailedException e) {
      Run standing = UploadItems.run(e.item());
      return standing.endedAt() == null ? new Claim.Busy(standing) : new Claim.Ended(standing);
    }
  }

  @Override
  public boolean renew(Run claimed, Duration lease) {
    Instant until = clock.instant().plus(lease);
    return updateHeld(
        claimed,
        "SET leaseUntil = :until, dueAt = :due",
        Map.of(":until", Items.text(until.toString()), ":due", DueIndex.time(until)));
  }

  @Override
  public boolean checkpoint(Run claimed) {
    return updateHeld(
        claimed,
        "SET checkpoint = :checkpoint, attempts = :attempts",
        Map.of(
            ":checkpoint", Items.nested(claimed.reached()),
            ":attempts", Items.number(claimed.attempts())));
  }

  @Override
  public Optional<Run> find(UploadRef upload, String runId) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(get ->
                get.tableName(table).key(UploadItems.runKey(upload, runId)).consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(UploadItems.run(item));
  }

  /// {@return whether the worker still held the run, which is now updated}
  private boolean updateHeld(Run claimed, String update, Map<String, AttributeValue> values) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":owner", Items.text(String.valueOf(claimed.owner())));
    try {
      dynamoDb.updateItem(request ->
          request
              .tableName(table)
              .key(UploadItems.runKey(claimed.upload(), claimed.runId()))
              .conditionExpression("#owner = :owner AND attribute_not_exists(endedAt)")
              .updateExpression(update)
              .expressionAttributeNames(NAMES)
              .expressionAttributeValues(all));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private void create(Run wanted) {
    try {
      dynamoDb.putItem(put ->
          put.tableName(table)
              .item(UploadItems.write(wanted))
              .conditionExpression("attribute_not_exists(pk)"));
    } catch (ConditionalCheckFailedException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} is there already", wanted.runId());
    }
  }

  private Claim take(Run wanted, String owner, Duration lease) {
    Instant now = clock.instant();
    Instant until = now.plus(lease);
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":owner", Items.text(owner));
    values.put(":until", Items.text(until.toString()));
    values.put(":due", DueIndex.time(until));
    values.put(":now", DueIndex.time(now));
    values.put(":one", Items.number(1));
    return new Claim.Claimed(
        UploadItems.run(
            dynamoDb
                .updateItem(update ->
                    update
                        .tableName(table)
                        .key(UploadItems.runKey(wanted.upload(), wanted.runId()))
                        .conditionExpression(
                            "attribute_not_exists(endedAt)"
                                + " AND (attribute_not_exists(#owner) OR dueAt < :now)")
                        .updateExpression(
                            "SET #owner = :owner, leaseUntil = :until, dueAt = :due"
                                + " ADD attempts :one")
                        .expressionAttributeNames(NAMES)
                        .expressionAttributeValues(values)
                        .returnValues(ReturnValue.ALL_NEW)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .attributes()));
  }
}
