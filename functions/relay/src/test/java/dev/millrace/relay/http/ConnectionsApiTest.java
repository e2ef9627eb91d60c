package dev.millrace.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.json.Json;
import dev.millrace.progress.ProgressFrame;
import dev.millrace.relay.core.FrameSender.Receipt;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class ConnectionsApiTest {
  private static final ProgressFrame FRAME =
      ProgressFrame.of(Samples.upload(Samples.REF, Kind.PDF, 42, Instant.EPOCH));

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(2)).build();
  private final HttpServer server;
  private int status = 200;

  ConnectionsApiTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            received.add(exchange.getRequestMethod());
            received.add(exchange.getRequestURI().getRawPath());
            received.add(exchange.getRequestHeaders().getFirst("Authorization"));
            received.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    http.close();
  }

  @Test
  void postsTheFrameSignedForTheApi() {
    assertThat(api().send("L0SM9cOFvHcCIhw=", FRAME)).isEqualTo(Receipt.SENT);

    assertThat(received)
        .hasSize(4)
        .startsWith("POST", "/live/@connections/L0SM9cOFvHcCIhw%3D")
        .endsWith(Json.write(FRAME));
    assertThat(received.get(2))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        .contains("/eu-central-1/execute-api/aws4_request");
  }

  @ParameterizedTest
  @CsvSource({"200, SENT", "410, GONE", "403, FAILED", "500, FAILED"})
  void tellsWhatBecameOfTheFrame(int answer, Receipt receipt) {
    status = answer;

    assertThat(api().send("a=", FRAME)).isEqualTo(receipt);
  }

  @Test
  void anApiThatIsDownFailsTheFrameOnly() {
    ConnectionsApi api = api();
    server.stop(0);

    assertThat(api.send("a=", FRAME)).isEqualTo(Receipt.FAILED);
  }

  private ConnectionsApi api() {
    return new ConnectionsApi(
        http,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")),
        "eu-central-1",
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/live"));
  }
}
