package dev.millrace.socket;

import dev.millrace.auth.AuthorizeCaller;
import dev.millrace.auth.TokenVerifier;
import dev.millrace.auth.dynamodb.DynamoApiKeys;
import dev.millrace.auth.dynamodb.DynamoUploadTokens;
import dev.millrace.auth.jwt.JwtVerifier;
import dev.millrace.aws.Clients;
import dev.millrace.progress.dynamodb.DynamoConnections;
import dev.millrace.socket.core.ListenToUploads;
import dev.millrace.socket.core.OpenConnection;
import dev.millrace.upload.dynamodb.DynamoUploads;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The composition root: the only place that picks implementations.
final class Wiring {
  private Wiring() {}

  static SocketRoutes routes(SocketConfig config) {
    Clock clock = Clock.systemUTC();
    DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
    String region = dynamoDb.serviceClientConfiguration().region().id();
    DynamoConnections connections = new DynamoConnections(dynamoDb, config.controlTable(), clock);
    DynamoUploads uploads = new DynamoUploads(dynamoDb, config.uploadsTable(), region);
    AuthorizeCaller callers =
        new AuthorizeCaller(
            new DynamoApiKeys(dynamoDb, config.controlTable())::find,
            config
                .issuer()
                .<TokenVerifier>map(issuer -> JwtVerifier.of(issuer, clock))
                .orElse(TokenVerifier.NONE));
    DynamoUploadTokens uploadTokens = new DynamoUploadTokens(dynamoDb, config.controlTable());
    return new SocketRoutes(
        new OpenConnection(callers, uploadTokens, connections, clock),
        new ListenToUploads(connections, uploads::find),
        connections);
  }
}
