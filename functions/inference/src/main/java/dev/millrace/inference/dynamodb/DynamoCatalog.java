package dev.millrace.inference.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.inference.core.search.DocumentCatalog;
import dev.millrace.upload.SearchableDocument;
import dev.millrace.upload.dynamodb.CatalogItems;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The catalog in the uploads table.
public final class DynamoCatalog implements DocumentCatalog {
  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoCatalog(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public List<SearchableDocument> latest(String tenantId, int limit) {
    return dynamoDb
        .queryPaginator(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(
                    Map.of(":pk", Items.text(CatalogItems.partition(tenantId))))
                .scanIndexForward(false)
                .consistentRead(true)
                .limit(limit))
        .items()
        .stream()
        .limit(limit)
        .map(item -> Items.read(item, SearchableDocument.class))
        .toList();
  }
}
