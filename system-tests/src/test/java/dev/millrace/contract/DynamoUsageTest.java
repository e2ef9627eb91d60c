package dev.millrace.contract;

import dev.millrace.limit.UsageStore;
import dev.millrace.limit.dynamodb.DynamoUsage;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.contract.UsageStoreContract;

class DynamoUsageTest extends UsageStoreContract {
  private final DynamoUsage usage =
      new DynamoUsage(
          TemplateServices.dynamoDb(),
          TemplateServices.output("ControlTable"),
          MovableClock.inTheNewYear());

  @Override
  protected UsageStore usage() {
    return usage;
  }
}
