package dev.millrace.aws;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Writes several items as one, unless somebody else was there before.
public final class Transactions {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";

  private Transactions() {}

  /// {@return whether all was written; nothing was if a condition does not hold}
  public static boolean write(DynamoDbClient dynamoDb, List<TransactWriteItem> writes) {
    return write(dynamoDb, writes, Set.of(CONDITION_FAILED));
  }

  /// {@return whether all was written; nothing was if a condition does not hold, or if others write
  /// one of the items at this moment}
  public static boolean writeUnlessContended(
      DynamoDbClient dynamoDb, List<TransactWriteItem> writes) {
    return write(dynamoDb, writes, Set.of(CONDITION_FAILED, CONFLICT));
  }

  private static boolean write(
      DynamoDbClient dynamoDb, List<TransactWriteItem> writes, Set<String> reasonsToYield) {
    try {
      dynamoDb.transactWriteItems(transaction -> transaction.transactItems(writes));
      return true;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream().anyMatch(r -> reasonsToYield.contains(r.code()))) {
        return false;
      }
      throw e;
    }
  }
}
