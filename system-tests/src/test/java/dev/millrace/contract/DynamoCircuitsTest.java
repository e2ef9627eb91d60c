package dev.millrace.contract;

import dev.millrace.testing.contract.CircuitStoreContract;
import dev.millrace.webhook.circuit.Circuit;
import dev.millrace.webhook.circuit.CircuitStore;
import dev.millrace.webhook.dynamodb.DynamoCircuits;
import dev.millrace.webhook.dynamodb.WebhookItems;
import dev.millrace.webhook.dynamodb.WebhookItems.ItemKind;
import java.time.Instant;
import java.util.List;

class DynamoCircuitsTest extends CircuitStoreContract {
  private final DynamoCircuits store =
      new DynamoCircuits(WebhooksTable.dynamoDb(), WebhooksTable.NAME);

  @Override
  protected CircuitStore store() {
    return store;
  }

  @Override
  protected List<String> overdue(Instant now) {
    return WebhooksTable.due(ItemKind.CIRCUIT, now, WebhookItems::circuit).stream()
        .map(Circuit::endpointId)
        .toList();
  }
}
