package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.api.browser.BrowserView;
import dev.millrace.api.s3.S3Links;
import dev.millrace.aws.SigningCredentials;
import dev.millrace.testing.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// What the doctor sees of the local bucket, whose CORS rules are the template's.
class BrowserViewTest {
  @Test
  void theTemplatesBucketIsHealthy() {
    BrowserView browser = browser(Clock.systemUTC());

    assertThat(browser.preflight(object(), "PUT", Set.of("content-type"))).isEmpty();
    assertThat(browser.exposedETag(object())).isEmpty();
    assertThat(browser.clock(object())).isEmpty();
  }

  @Test
  void aServerThatLetsNobodyInIsFound() throws IOException {
    try (FakeServer server = new FakeServer(Map.of())) {
      BrowserView browser = browser(Clock.systemUTC());

      assertThat(browser.preflight(server.address(), "POST", Set.of("content-type"))).isPresent();
      assertThat(browser.exposedETag(server.address())).isPresent();
    }
  }

  @Test
  void aStarDoesNotStandForAuthorization() throws IOException {
    try (FakeServer server =
        new FakeServer(
            Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Allow-Headers", "*"))) {
      BrowserView browser = browser(Clock.systemUTC());

      assertThat(browser.preflight(server.address(), "POST", Set.of("content-type"))).isEmpty();
      assertThat(browser.preflight(server.address(), "POST", Set.of("authorization"))).isPresent();
    }
  }

  @Test
  void aClockThatIsFarOffIsFound() {
    MovableClock old = MovableClock.inTheNewYear();

    assertThat(browser(old).clock(object()).orElseThrow()).startsWith("The clock differs");
  }

  private static BrowserView browser(Clock clock) {
    return new BrowserView("*", clock, HttpClient.newHttpClient());
  }

  private static URI object() {
    AwsCredentialsProvider credentials =
        StaticCredentialsProvider.create(TemplateServices.credentials());
    S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create(TemplateServices.s3Address()))
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    S3Links links =
        new S3Links(
            presigner,
            new SigningCredentials(credentials, Duration.ofMinutes(1), Clock.systemUTC()),
            TemplateServices.bucket());
    return URI.create(links.link("documents/normal/doctor/never-there").href());
  }

  /// A server that answers everything with the same headers.
  private static final class FakeServer implements AutoCloseable {
    private final HttpServer server;

    FakeServer(Map<String, String> headers) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            headers.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
