package dev.millrace.sweeper.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.sweeper.core.UploadRows;
import dev.millrace.upload.Upload;
import dev.millrace.upload.dynamodb.UploadItems;
import dev.millrace.upload.dynamodb.UploadItems.ItemKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The rows of uploads in the uploads table, up to a hundred at a time.
public final class DynamoUploadRows implements UploadRows {
  private static final int AT_A_TIME = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;

  public DynamoUploadRows(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public int delete(Upload upload) {
    forgetContent(upload);
    List<Map<String, AttributeValue>> rows =
        dynamoDb
            .query(query ->
                query
                    .tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", Items.text(upload.ref().partition())))
                    .projectionExpression("pk, sk")
                    .consistentRead(true)
                    .limit(AT_A_TIME))
            .items()
            .stream()
            .filter(item -> ItemKind.of(item) != ItemKind.UPLOAD)
            .toList();
    rows.forEach(key -> dynamoDb.deleteItem(delete -> delete.tableName(table).key(key)));
    return rows.size();
  }

  /// A later upload of the same bytes may have taken the place.
  private void forgetContent(Upload upload) {
    String sha256 = upload.sha256();
    if (sha256 == null) {
      return;
    }
    try {
      dynamoDb.deleteItem(delete ->
          delete
              .tableName(table)
              .key(UploadItems.contentKey(upload.ref().tenantId(), sha256, upload.file().kind()))
              .conditionExpression("uploadId = :uploadId")
              .expressionAttributeValues(Map.of(":uploadId", Items.text(upload.ref().uploadId()))));
    } catch (ConditionalCheckFailedException e) {
      System.getLogger(DynamoUploadRows.class.getName())
          .log(
              System.Logger.Level.DEBUG,
              "the content is another''s, or not known: {0}",
              Objects.toString(e.getMessage()));
    }
  }
}
