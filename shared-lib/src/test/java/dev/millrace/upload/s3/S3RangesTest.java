package dev.millrace.upload.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.aws.Clients;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Priority;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.UploadRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What becomes of a range when S3 has a bad moment.
@Timeout(60)
class S3RangesTest {
  private static final byte[] CONTENT = "Grist to the mill.".getBytes(StandardCharsets.UTF_8);
  private static final StoredObject OBJECT =
      new StoredObject(
          new ObjectKey.Original(false, Priority.NORMAL, new UploadRef("acme", "up_01")),
          CONTENT.length,
          "abc",
          "v1");

  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private S3Objects objects;

  private enum Fault {
    NONE,
    UNAVAILABLE,
    CUT,
    CHANGED
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    objects =
        new S3Objects(
            Clients.of(
                S3Client.builder()
                    .endpointOverride(
                        URI.create("http://localhost:" + server.getAddress().getPort()))
                    .forcePathStyle(true)
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("k", "s")))),
            "bucket");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void exactlyTheVersionThatArrivedIsAskedFor() {
    assertThat(range()).isEqualTo("mill");

    assertThat(asked).containsExactly("versionId=v1 abc bytes=13-16");
  }

  @Test
  void aBusyStoreIsAskedAgain() {
    faults.add(Fault.UNAVAILABLE);

    assertThat(range()).isEqualTo("mill");
    assertThat(asked).hasSize(2);
  }

  @Test
  void anAnswerThatBreaksOffIsAskedForAgain() {
    faults.add(Fault.CUT);

    assertThat(range()).isEqualTo("mill");
    assertThat(asked).hasSize(2);
  }

  @Test
  void aStoreThatStaysBusyIsAnError() {
    faults.addAll(Collections.nCopies(20, Fault.UNAVAILABLE));

    assertThatThrownBy(this::range).isInstanceOf(S3Exception.class);
    assertThat(asked).hasSizeBetween(2, 5);
  }

  @Test
  void anObjectThatHasChangedIsAnErrorAtOnce() {
    faults.add(Fault.CHANGED);

    assertThatThrownBy(this::range).isInstanceOf(S3Exception.class);
    assertThat(asked).hasSize(1);
  }

  private String range() {
    return new String(objects.range(OBJECT, 13, 4), StandardCharsets.UTF_8);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          "%s %s %s"
              .formatted(
                  exchange.getRequestURI().getQuery(),
                  exchange.getRequestHeaders().getFirst("If-Match"),
                  exchange.getRequestHeaders().getFirst("Range")));
      Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
      switch (fault) {
        case NONE -> {
          exchange.sendResponseHeaders(206, 4);
          exchange.getResponseBody().write(CONTENT, 13, 4);
        }
        case CUT -> {
          exchange.sendResponseHeaders(206, 4);
          exchange.getResponseBody().write(CONTENT, 13, 2);
          exchange.getResponseBody().flush();
        }
        case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
        case CHANGED -> exchange.sendResponseHeaders(412, -1);
      }
    } catch (IOException e) {
      // the stream of a cut answer cannot be closed: too few bytes were written
    }
  }
}
