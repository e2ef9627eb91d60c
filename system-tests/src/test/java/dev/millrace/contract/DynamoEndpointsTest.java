package dev.millrace.contract;

import dev.millrace.aws.Items;
import dev.millrace.event.WebhookEvent;
import dev.millrace.testing.contract.EndpointStoreContract;
import dev.millrace.upload.dynamodb.UploadItems;
import dev.millrace.webhook.EndpointStore;
import dev.millrace.webhook.dynamodb.DynamoEndpoints;
import java.util.List;
import java.util.Map;

class DynamoEndpointsTest extends EndpointStoreContract {
  private final String outbox = TemplateServices.output("UploadsTable");
  private final DynamoEndpoints store =
      new DynamoEndpoints(TemplateServices.dynamoDb(), WebhooksTable.NAME, outbox, "eu-central-1");

  @Override
  protected EndpointStore store() {
    return store;
  }

  @Override
  protected List<WebhookEvent> notices(String subject) {
    return TemplateServices.dynamoDb()
        .query(query ->
            query
                .tableName(outbox)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Items.text(subject))))
        .items()
        .stream()
        .map(UploadItems::event)
        .toList();
  }
}
