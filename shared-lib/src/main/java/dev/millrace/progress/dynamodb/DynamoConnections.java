package dev.millrace.progress.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.progress.Connection;
import dev.millrace.progress.ConnectionStore;
import dev.millrace.progress.ListenerStore;
import dev.millrace.upload.UploadRef;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Connections in the control table: one item for each connection, and one in the partition of each
/// upload that it listens to. DynamoDB deletes expired items late, so reading leaves them out.
public final class DynamoConnections implements ConnectionStore, ListenerStore {
  private static final String CONNECTION = "CONNECTION";
  private static final String CONNECTION_ID = "connectionId";
  private static final int MAX_LISTENERS = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Clock clock;

  public DynamoConnections(DynamoDbClient dynamoDb, String table, Clock clock) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Optional<Connection> find(String connectionId) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                get -> get.tableName(table).key(connectionKey(connectionId)).consistentRead(true))
            .item();
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(Items.read(item, Connection.class))
            .filter(connection -> connection.expiresAt().isAfter(clock.instant()));
  }

  @Override
  public void save(Connection connection) {
    for (UploadRef upload : connection.uploads()) {
      put(
          listenerKey(upload, connection.connectionId()),
          Map.of(CONNECTION_ID, Items.text(connection.connectionId())),
          connection.expiresAt());
    }
    put(
        connectionKey(connection.connectionId()),
        Items.write(socket(connection.connectionId()), CONNECTION, connection),
        connection.expiresAt());
  }

  @Override
  public void remove(Connection connection) {
    connection.uploads().forEach(upload -> remove(upload, connection.connectionId()));
    dynamoDb.deleteItem(
        delete -> delete.tableName(table).key(connectionKey(connection.connectionId())));
  }

  @Override
  public List<String> of(UploadRef upload) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk")
                .filterExpression("#expiresAt > :now")
                .expressionAttributeNames(Map.of("#expiresAt", Items.EXPIRES_AT))
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Items.text(listeners(upload)),
                        ":now", Items.number(clock.instant().getEpochSecond())))
                .limit(MAX_LISTENERS))
        .items()
        .stream()
        .flatMap(item -> Optional.ofNullable(item.get(CONNECTION_ID)).stream())
        .map(AttributeValue::s)
        .toList();
  }

  @Override
  public void remove(UploadRef upload, String connectionId) {
    dynamoDb.deleteItem(delete -> delete.tableName(table).key(listenerKey(upload, connectionId)));
  }

  private void put(
      Map<String, AttributeValue> key, Map<String, AttributeValue> content, Instant expiresAt) {
    Map<String, AttributeValue> item = new HashMap<>(content);
    item.putAll(key);
    item.put(Items.EXPIRES_AT, Items.number(expiresAt.getEpochSecond()));
    dynamoDb.putItem(put -> put.tableName(table).item(item));
  }

  private static Map<String, AttributeValue> connectionKey(String connectionId) {
    return Items.key(socket(connectionId), CONNECTION);
  }

  private static Map<String, AttributeValue> listenerKey(UploadRef upload, String connectionId) {
    return Items.key(listeners(upload), socket(connectionId));
  }

  private static String socket(String connectionId) {
    return "SOCKET#" + connectionId;
  }

  private static String listeners(UploadRef upload) {
    return "LISTENERS#" + upload.partition();
  }
}
