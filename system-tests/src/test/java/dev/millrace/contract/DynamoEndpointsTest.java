package dev.millrace.contract;

import dev.millrace.testing.contract.EndpointStoreContract;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.dynamodb.DynamoEndpoints;

class DynamoEndpointsTest extends EndpointStoreContract {
  private final DynamoEndpoints store =
      new DynamoEndpoints(TemplateServices.dynamoDb(), TemplateServices.output("WebhooksTable"));

  @Override
  protected EndpointStore store() {
    return store;
  }
}
