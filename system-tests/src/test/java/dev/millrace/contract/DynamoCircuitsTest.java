package dev.millrace.contract;

import dev.millrace.aws.DueIndex;
import dev.millrace.testing.contract.CircuitStoreContract;
import dev.millrace.webhook.Circuit;
import dev.millrace.webhook.CircuitStore;
import dev.millrace.webhook.dynamodb.DynamoCircuits;
import dev.millrace.webhook.dynamodb.WebhookItems;
import dev.millrace.webhook.dynamodb.WebhookItems.ItemKind;
import java.time.Instant;
import java.util.List;

class DynamoCircuitsTest extends CircuitStoreContract {
  private static final String TABLE = TemplateServices.output("WebhooksTable");

  private final DynamoCircuits store = new DynamoCircuits(TemplateServices.dynamoDb(), TABLE);

  @Override
  protected CircuitStore store() {
    return store;
  }

  @Override
  protected List<String> overdue(Instant now) {
    return DueIndex.before(TemplateServices.dynamoDb(), TABLE, now, 1000).stream()
        .filter(item -> ItemKind.of(item) == ItemKind.CIRCUIT)
        .map(WebhookItems::circuit)
        .map(Circuit::endpointId)
        .toList();
  }
}
