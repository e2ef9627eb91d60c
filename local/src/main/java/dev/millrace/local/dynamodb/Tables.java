package dev.millrace.local.dynamodb;

import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.ResolvedTemplate;
import dev.millrace.local.sam.Resource;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/// The template's tables.
public final class Tables {
  private Tables() {}

  /// Creates the template's tables; those that are there already are kept.
  public static void create(ResolvedTemplate template, DynamoDbClient dynamoDb) {
    Set<String> existing = Set.copyOf(dynamoDb.listTables().tableNames());
    template.resources("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable").stream()
        .filter(table -> !existing.contains(table.name()))
        .forEach(table -> create(table, dynamoDb));
  }

  private static void create(Resource table, DynamoDbClient dynamoDb) {
    dynamoDb.createTable(request(table));
    Properties ttl = table.properties().section("TimeToLiveSpecification");
    if (ttl.flag("Enabled")) {
      dynamoDb.updateTimeToLive(update ->
          update
              .tableName(table.name())
              .timeToLiveSpecification(
                  to -> to.enabled(true).attributeName(ttl.text("AttributeName"))));
    }
  }

  private static CreateTableRequest request(Resource table) {
    Properties properties = table.properties();
    List<GlobalSecondaryIndex> indexes =
        properties.sections("GlobalSecondaryIndexes").stream().map(Tables::index).toList();
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attributes(properties))
            .keySchema(keys(properties));
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes);
    }
    properties
        .section("StreamSpecification")
        .findText("StreamViewType")
        .ifPresent(view ->
            request.streamSpecification(
                StreamSpecification.builder().streamEnabled(true).streamViewType(view).build()));
    return request.build();
  }

  private static List<AttributeDefinition> attributes(Properties properties) {
    return properties.sections("AttributeDefinitions").stream()
        .map(attribute ->
            AttributeDefinition.builder()
                .attributeName(attribute.text("AttributeName"))
                .attributeType(attribute.text("AttributeType"))
                .build())
        .toList();
  }

  private static List<KeySchemaElement> keys(Properties properties) {
    return properties.sections("KeySchema").stream()
        .map(key ->
            KeySchemaElement.builder()
                .attributeName(key.text("AttributeName"))
                .keyType(key.text("KeyType"))
                .build())
        .toList();
  }

  private static GlobalSecondaryIndex index(Properties index) {
    Properties projection = index.section("Projection");
    Projection.Builder projected =
        Projection.builder().projectionType(projection.text("ProjectionType"));
    if (projection.has("NonKeyAttributes")) {
      projected.nonKeyAttributes(projection.texts("NonKeyAttributes"));
    }
    return GlobalSecondaryIndex.builder()
        .indexName(index.text("IndexName"))
        .keySchema(keys(index))
        .projection(projected.build())
        .build();
  }
}
