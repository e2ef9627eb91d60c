package dev.millrace.contract;

import dev.millrace.testing.contract.BatchStoreContract;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.UploadStore;
import dev.millrace.upload.dynamodb.DynamoBatches;
import dev.millrace.upload.dynamodb.DynamoUploads;

class DynamoBatchesTest extends BatchStoreContract {
  private final String table = TemplateServices.output("UploadsTable");

  @Override
  protected BatchStore batches() {
    return new DynamoBatches(TemplateServices.dynamoDb(), table);
  }

  @Override
  protected UploadStore uploads() {
    return new DynamoUploads(TemplateServices.dynamoDb(), table, "us-east-1");
  }
}
