package dev.millrace.contract;

import dev.millrace.progress.ConnectionStore;
import dev.millrace.progress.ListenerStore;
import dev.millrace.progress.dynamodb.DynamoConnections;
import dev.millrace.testing.contract.ConnectionStoreContract;

class DynamoConnectionsTest extends ConnectionStoreContract {
  private final DynamoConnections store =
      new DynamoConnections(
          TemplateServices.dynamoDb(), TemplateServices.output("ControlTable"), clock);

  @Override
  protected ConnectionStore connections() {
    return store;
  }

  @Override
  protected ListenerStore listeners() {
    return store;
  }
}
