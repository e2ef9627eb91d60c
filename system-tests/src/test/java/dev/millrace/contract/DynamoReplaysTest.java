package dev.millrace.contract;

import dev.millrace.aws.DueIndex;
import dev.millrace.testing.contract.ReplayStoreContract;
import dev.millrace.webhook.Replay;
import dev.millrace.webhook.ReplayStore;
import dev.millrace.webhook.dynamodb.DynamoReplays;
import dev.millrace.webhook.dynamodb.WebhookItems;
import dev.millrace.webhook.dynamodb.WebhookItems.ItemKind;
import java.time.Instant;
import java.util.List;

class DynamoReplaysTest extends ReplayStoreContract {
  private static final String TABLE = TemplateServices.output("WebhooksTable");

  private final DynamoReplays store = new DynamoReplays(TemplateServices.dynamoDb(), TABLE);

  @Override
  protected ReplayStore store() {
    return store;
  }

  @Override
  protected List<String> open(Instant now) {
    return DueIndex.before(TemplateServices.dynamoDb(), TABLE, now, 1000).stream()
        .filter(item -> ItemKind.of(item) == ItemKind.REPLAY)
        .map(WebhookItems::replay)
        .map(Replay::id)
        .toList();
  }
}
