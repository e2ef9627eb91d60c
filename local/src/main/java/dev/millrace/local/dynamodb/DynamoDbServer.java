package dev.millrace.local.dynamodb;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local on the loopback interface (its own server would listen on all of them).
public final class DynamoDbServer implements AutoCloseable {
  private final Runnable stop;
  private final URI uri;
  private final Region region;

  private DynamoDbServer(Runnable stop, URI uri, Region region) {
    this.stop = stop;
    this.uri = uri;
    this.region = region;
  }

  /// Starts the server.
  ///
  /// @param port where to listen, 0 for any free port
  /// @param region the region of the tables
  /// @param data the folder that keeps the items, if they are to outlive this process
  public static DynamoDbServer start(int port, Region region, Optional<Path> data) {
    @Nullable String path = data.map(Path::toString).orElse(null);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    try {
      ContextHandler context = new ContextHandler("/");
      LocalDynamoDBRequestHandler requests =
          new LocalDynamoDBRequestHandler(0, data.isEmpty(), path, true, false);
      server.addEventListener(shutDownWith(requests));
      context.setHandler(new LocalDynamoDBServerHandler(requests, "*"));
      server.setHandler(context);
      server.start();
    } catch (Exception e) { // Jetty's start declares it
      throw new IllegalStateException("DynamoDB Local does not start: " + e.getMessage(), e);
    }
    return new DynamoDbServer(
        () -> stop(server), URI.create("http://127.0.0.1:" + connector.getLocalPort()), region);
  }

  private static LifeCycle.Listener shutDownWith(LocalDynamoDBRequestHandler requests) {
    return new LifeCycle.Listener() {
      @Override
      public void lifeCycleStopped(LifeCycle server) {
        requests.shutdown();
      }
    };
  }

  /// {@return a server that runs elsewhere}
  public static DynamoDbServer at(URI uri, Region region) {
    return new DynamoDbServer(() -> {}, uri, region);
  }

  /// {@return the address of the server}
  public URI uri() {
    return uri;
  }

  /// {@return a new client}
  public DynamoDbClient client(AwsCredentials credentials) {
    return DynamoDbClient.builder()
        .endpointOverride(uri)
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /// {@return a new client of the streams}
  public DynamoDbStreamsClient streams(AwsCredentials credentials) {
    return DynamoDbStreamsClient.builder()
        .endpointOverride(uri)
        .region(region)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public void close() {
    stop.run();
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) { // Jetty's stop declares it
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    }
  }
}
