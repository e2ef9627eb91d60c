package dev.millrace.contract;

import dev.millrace.testing.contract.ReplayStoreContract;
import dev.millrace.webhook.Replay;
import dev.millrace.webhook.ReplayStore;
import dev.millrace.webhook.dynamodb.DynamoReplays;
import dev.millrace.webhook.dynamodb.WebhookItems;
import dev.millrace.webhook.dynamodb.WebhookItems.ItemKind;
import java.time.Instant;
import java.util.List;

class DynamoReplaysTest extends ReplayStoreContract {
  private final DynamoReplays store =
      new DynamoReplays(WebhooksTable.dynamoDb(), WebhooksTable.NAME);

  @Override
  protected ReplayStore store() {
    return store;
  }

  @Override
  protected List<String> open(Instant now) {
    return WebhooksTable.due(ItemKind.REPLAY, now, WebhookItems::replay).stream()
        .map(Replay::id)
        .toList();
  }
}
