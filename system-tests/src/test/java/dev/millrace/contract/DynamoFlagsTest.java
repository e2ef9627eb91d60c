package dev.millrace.contract;

import dev.millrace.flag.FlagStore;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.testing.contract.FlagStoreContract;

class DynamoFlagsTest extends FlagStoreContract {
  private final DynamoFlags flags =
      new DynamoFlags(TemplateServices.dynamoDb(), TemplateServices.output("ControlTable"));

  @Override
  protected FlagStore flags() {
    return flags;
  }
}
