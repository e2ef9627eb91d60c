package dev.millrace.contract;

import dev.millrace.testing.contract.TallyStoreContract;
import dev.millrace.webhook.TallyStore;
import dev.millrace.webhook.dynamodb.DynamoTallies;

class DynamoTalliesTest extends TallyStoreContract {
  private static final String TABLE = TemplateServices.output("WebhooksTable");

  private final DynamoTallies store = new DynamoTallies(TemplateServices.dynamoDb(), TABLE);

  @Override
  protected TallyStore store() {
    return store;
  }
}
