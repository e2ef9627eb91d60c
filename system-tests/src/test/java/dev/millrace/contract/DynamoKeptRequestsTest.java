package dev.millrace.contract;

import dev.millrace.idempotency.KeptRequests;
import dev.millrace.idempotency.dynamodb.DynamoKeptRequests;
import dev.millrace.testing.contract.KeptRequestsContract;

class DynamoKeptRequestsTest extends KeptRequestsContract {
  private final DynamoKeptRequests requests =
      new DynamoKeptRequests(TemplateServices.dynamoDb(), TemplateServices.output("ControlTable"));

  @Override
  protected KeptRequests requests() {
    return requests;
  }
}
