package dev.millrace.api;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.aws.Clients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;

/// An endpoint that gives every request the same answer.
public final class FakeAws implements AutoCloseable {
  private final HttpServer server;

  private FakeAws(HttpServer server) {
    this.server = server;
  }

  /// {@return an endpoint that answers with a status, and an empty JSON object if there is a body}
  public static FakeAws answering(int status) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : 2);
            if (!head) {
              exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            }
            exchange.close();
          });
      server.start();
      return new FakeAws(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// {@return a client of this endpoint}
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    return Clients.of(
        builder
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
