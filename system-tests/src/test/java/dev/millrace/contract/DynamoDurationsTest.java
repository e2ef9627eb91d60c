package dev.millrace.contract;

import dev.millrace.eta.DurationStore;
import dev.millrace.eta.dynamodb.DynamoDurations;
import dev.millrace.testing.contract.DurationStoreContract;

class DynamoDurationsTest extends DurationStoreContract {
  private final DynamoDurations durations =
      new DynamoDurations(TemplateServices.dynamoDb(), TemplateServices.output("ControlTable"));

  @Override
  protected DurationStore durations() {
    return durations;
  }
}
