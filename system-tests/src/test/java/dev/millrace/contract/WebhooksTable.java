package dev.millrace.contract;

import dev.millrace.aws.DueIndex;
import dev.millrace.webhook.dynamodb.WebhookItems.ItemKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The template's webhooks table.
final class WebhooksTable {
  static final String NAME = TemplateServices.output("WebhooksTable");

  private static final int MOST = 1000;

  private WebhooksTable() {}

  static DynamoDbClient dynamoDb() {
    return TemplateServices.dynamoDb();
  }

  /// {@return what the items of a kind hold that were due before a time}
  static <T> List<T> due(
      ItemKind kind, Instant time, Function<Map<String, AttributeValue>, T> read) {
    return DueIndex.before(dynamoDb(), NAME, time, MOST).stream()
        .filter(item -> ItemKind.of(item) == kind)
        .map(read)
        .toList();
  }
}
