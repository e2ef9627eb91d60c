package dev.millrace.local.dynamodb;

import dev.millrace.local.access.ServiceAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local on the loopback interface (its own server would listen on all of them).
public final class DynamoDbServer implements AutoCloseable {
  private final Runnable stop;
  private final ServiceAddress address;

  private DynamoDbServer(Runnable stop, ServiceAddress address) {
    this.stop = stop;
    this.address = address;
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
    URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort());
    return new DynamoDbServer(() -> stop(server), new ServiceAddress(uri, region));
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
    return new DynamoDbServer(() -> {}, new ServiceAddress(uri, region));
  }

  /// {@return the address of the server}
  public URI uri() {
    return address.uri();
  }

  /// {@return a new client}
  public DynamoDbClient client(AwsCredentials credentials) {
    return address.client(DynamoDbClient.builder(), credentials);
  }

  /// {@return a new client of the streams}
  public DynamoDbStreamsClient streams(AwsCredentials credentials) {
    return address.client(DynamoDbStreamsClient.builder(), credentials);
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
