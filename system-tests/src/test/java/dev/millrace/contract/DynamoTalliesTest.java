package dev.millrace.contract;

import dev.millrace.testing.contract.TallyStoreContract;
import dev.millrace.webhook.TallyStore;
import dev.millrace.webhook.dynamodb.DynamoTallies;

class DynamoTalliesTest extends TallyStoreContract {
  private final DynamoTallies store =
      new DynamoTallies(WebhooksTable.dynamoDb(), WebhooksTable.NAME);

  @Override
  protected TallyStore store() {
    return store;
  }
}
