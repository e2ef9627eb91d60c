package dev.millrace.contract;

import dev.millrace.limit.LeaseStore;
import dev.millrace.limit.dynamodb.DynamoLeases;
import dev.millrace.testing.contract.LeaseStoreContract;
import java.util.UUID;

class DynamoLeasesTest extends LeaseStoreContract {
  private final DynamoLeases leases =
      new DynamoLeases(
          TemplateServices.dynamoDb(),
          TemplateServices.output("ControlTable"),
          () -> UUID.randomUUID().toString(),
          clock);

  @Override
  protected LeaseStore leases() {
    return leases;
  }
}
