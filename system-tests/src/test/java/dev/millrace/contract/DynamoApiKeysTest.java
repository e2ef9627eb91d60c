package dev.millrace.contract;

import dev.millrace.auth.ApiKeyStore;
import dev.millrace.auth.dynamodb.DynamoApiKeys;
import dev.millrace.testing.contract.ApiKeyStoreContract;

class DynamoApiKeysTest extends ApiKeyStoreContract {
  private final DynamoApiKeys keys =
      new DynamoApiKeys(TemplateServices.dynamoDb(), TemplateServices.output("ControlTable"));

  @Override
  protected ApiKeyStore keys() {
    return keys;
  }
}
