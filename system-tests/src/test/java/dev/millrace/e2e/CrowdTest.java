package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.LocalStack;
import dev.millrace.local.demo.MillraceClient;
import dev.millrace.local.demo.MillraceClient.Answer;
import dev.millrace.local.json.Json;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many files at once keep neither those of high priority waiting nor those of other tenants. The
/// environment variable `MILLRACE_CROWD` tells how many are many.
@Tag("system")
class CrowdTest {
  private static final int MANY =
      Integer.parseInt(Optional.ofNullable(System.getenv("MILLRACE_CROWD")).orElse("20"));
  private static final int SENDERS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2).plusSeconds(2L * MANY);

  private final Tenant local = new Tenant("local", LocalStack.API_KEY);
  private final Tenant crowd = new Tenant(Stack.CROWD, "mk_" + Stack.CROWD);

  @TempDir private Path folder;

  private record Tenant(String id, MillraceClient client) {
    Tenant(String id, String key) {
      this(id, new MillraceClient(Stack.LOCAL.api(), key));
    }
  }

  @Test
  void aFileOfHighPriorityIsNext() throws Exception {
    List<UploadRef> before = send(local, MANY);
    UploadRef high = send(local, "high");
    Instant sentAt = Instant.now();

    Upload served = ended(high);
    long started = startedBetween(sentAt, served, before);
    tell("of high priority", sentAt, served, started);
    assertThat(started)
        .as("each worker ended what it had begun")
        .isLessThanOrEqualTo(Stack.WORKERS);
    assertThatAllComplete(before);
  }

  @Test
  void aFileOfAnotherTenantNeedNotWaitForTheCrowd() throws Exception {
    List<UploadRef> before = send(crowd, MANY);
    UploadRef other = send(local, "normal");
    Instant sentAt = Instant.now();

    Upload served = ended(other);
    long started = startedBetween(sentAt, served, before);
    tell("of another tenant", sentAt, served, started);
    assertThat(started).isLessThan(MANY / 4);
    assertThatAllComplete(before);
  }

  private static void tell(String whose, Instant sentAt, Upload served, long started) {
    System.err.printf(
        "%d files before it; one %s began after %d ms, when %d more of them had begun%n",
        MANY, whose, Duration.between(sentAt, begin(served)).toMillis(), started);
  }

  private static long startedBetween(Instant sentAt, Upload served, List<UploadRef> others) {
    return others.stream()
        .map(Stack::row)
        .filter(upload -> upload.uploadedAt() != null)
        .map(CrowdTest::begin)
        .filter(at -> at.isAfter(sentAt) && at.isBefore(begin(served)))
        .count();
  }

  private static Instant begin(Upload upload) {
    return Optional.ofNullable(upload.uploadedAt()).orElseThrow();
  }

  /// None is lost, none was given up, and none needed a second try.
  private void assertThatAllComplete(List<UploadRef> refs) throws InterruptedException {
    for (UploadRef ref : refs) {
      assertThat(ended(ref).state()).as(ref.uploadId()).isEqualTo(UploadState.COMPLETED);
    }
  }

  private static Upload ended(UploadRef ref) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    Upload upload = Stack.row(ref);
    while (!upload.state().terminal() && Instant.now().isBefore(deadline)) {
      Thread.sleep(100);
      upload = Stack.row(ref);
    }
    return upload;
  }

  private List<UploadRef> send(Tenant tenant, int number) throws Exception {
    List<UploadRef> sent = new ArrayList<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<UploadRef>> futures =
          IntStream.range(0, number)
              .mapToObj(_ -> senders.submit(() -> send(tenant, "normal")))
              .toList();
      for (Future<UploadRef> future : futures) {
        sent.add(future.get());
      }
    }
    return sent;
  }

  private UploadRef send(Tenant tenant, String priority) throws IOException, InterruptedException {
    Path file = Files.createTempFile(folder, "notes", ".txt");
    Files.writeString(file, "The river stood high when " + file.getFileName() + " was written.\n");
    ObjectNode wish =
        Json.object()
            .put("filename", "notes.txt")
            .put("contentType", "text/plain")
            .put("size", Files.size(file))
            .put("priority", priority);
    Answer created = tenant.client().createUpload(wish);
    assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    JsonNode form = created.body().path("post");
    assertThat(tenant.client().submit(form, file, "text/plain")).isEqualTo(201);
    return new UploadRef(tenant.id(), created.body().path("id").asText());
  }
}
