package dev.millrace.local.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.millrace.local.access.ServiceAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pekko.actor.Terminated;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// ElasticMQ on the loopback interface.
public final class SqsServer implements AutoCloseable {
  private final ServiceAddress address;
  private final Runnable stop;

  private SqsServer(ServiceAddress address, Runnable stop) {
    this.address = address;
    this.stop = stop;
  }

  /// Starts the server.
  ///
  /// @param port where to listen, 0 for any free port
  /// @param region the region of the queues
  /// @param accountId the account of the queues
  /// @param data the folder that keeps the messages, if they are to outlive this process
  public static SqsServer start(int port, Region region, String accountId, Optional<Path> data) {
    int bound = port == 0 ? freePort() : port;
    Config config =
        ConfigFactory.parseString(
            """
            include classpath("application")
            node-address { protocol = http, host = "127.0.0.1", port = %1$d, context-path = "" }
            rest-sqs { enabled = true, bind-port = %1$d, bind-hostname = "127.0.0.1", sqs-limits = strict }
            rest-stats { enabled = false }
            generate-node-address = false
            queues {}
            queues-storage { enabled = false }
            messages-storage { enabled = %2$b, driver-class = org.h2.Driver, uri = "%3$s", username = "", password = "", prune-data-on-init = false }
            aws { region = %4$s, accountId = "%5$s" }
            pekko { loglevel = "WARNING", stdout-loglevel = "OFF" }
            """
                .formatted(
                    bound,
                    data.isPresent(),
                    "jdbc:h2:" + data.map(folder -> folder.resolve("queues").toString()).orElse(""),
                    region.id(),
                    accountId));
    Function0<Terminated> server =
        new ElasticMQServer(new ElasticMQServerConfig(config.withFallback(ConfigFactory.load())))
            .start();
    return new SqsServer(
        new ServiceAddress(URI.create("http://127.0.0.1:" + bound), region), server::apply);
  }

  /// {@return a server that runs elsewhere}
  public static SqsServer at(URI uri, Region region) {
    return new SqsServer(new ServiceAddress(uri, region), () -> {});
  }

  /// {@return the address of the server}
  public URI uri() {
    return address.uri();
  }

  /// {@return a new client}
  public SqsClient client(AwsCredentials credentials) {
    return address.client(SqsClient.builder(), credentials);
  }

  /// Begins to stop, which takes some seconds.
  @Override
  public void close() {
    Thread.ofPlatform().daemon().name("sqs-stop").start(stop);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port", e);
    }
  }
}
