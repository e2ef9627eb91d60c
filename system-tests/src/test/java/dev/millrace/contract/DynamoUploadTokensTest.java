package dev.millrace.contract;

import dev.millrace.auth.UploadTokenStore;
import dev.millrace.auth.dynamodb.DynamoUploadTokens;
import dev.millrace.testing.contract.UploadTokenStoreContract;

class DynamoUploadTokensTest extends UploadTokenStoreContract {
  @Override
  protected UploadTokenStore store() {
    return new DynamoUploadTokens(
        TemplateServices.dynamoDb(), TemplateServices.output("ControlTable"));
  }
}
