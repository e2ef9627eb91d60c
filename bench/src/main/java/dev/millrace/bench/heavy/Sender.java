package dev.millrace.bench.heavy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.demo.MillraceClient;
import dev.millrace.local.demo.MillraceClient.Answer;
import dev.millrace.local.json.Json;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Sends files as a patient client does: whatever breaks is tried again.
final class Sender {
  private static final int TRIES = 12;
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int ALREADY_THERE = 412;

  private final MillraceClient client;
  private final AtomicLong retries = new AtomicLong();

  Sender(MillraceClient client) {
    this.client = client;
  }

  /// What is tried until it goes well.
  private interface Attempt {
    /// {@return the status that it ended with}
    int status() throws IOException, InterruptedException;
  }

  /// Sends the bytes of an upload that has been created.
  ///
  /// @param created what the API has answered
  /// @throws IOException if they cannot be sent
  void send(JsonNode created, Path file) throws IOException, InterruptedException {
    if (created.has("put")) {
      patiently(() -> client.put(created.path("put"), BodyPublishers.ofFile(file)));
      return;
    }
    long partSize = created.path("multipart").path("partSize").asLong();
    for (JsonNode part : created.path("multipart").path("parts")) {
      long start = (part.path("number").asLong() - 1) * partSize;
      byte[] bytes = stretch(file, start, part.path("size").asInt());
      patiently(() -> client.put(part, BodyPublishers.ofByteArray(bytes)));
    }
    String id = created.path("id").asText();
    patiently(() -> client.completeUpload(id).status());
  }

  /// {@return the first answer of the API that is not a fault of its own}
  Answer create(HeavyPlan.Item item, long size) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      Answer answer =
          client.createUpload(
              Json.object()
                  .put("filename", item.name())
                  .put("contentType", item.kind().contentType())
                  .put("size", size)
                  .put("method", item.method()));
      if (answer.status() < 500 || tries == TRIES) {
        return answer;
      }
      pause(tries);
    }
  }

  /// Asks for an upload to be deleted.
  void delete(String uploadId) throws IOException, InterruptedException {
    patiently(() -> client.deleteUpload(uploadId).status());
  }

  /// {@return how often something was tried again}
  long retries() {
    return retries.get();
  }

  private void patiently(Attempt attempt) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      String problem;
      try {
        int status = attempt.status();
        if (status < 300 || status == ALREADY_THERE) {
          return;
        }
        problem = "status " + status;
      } catch (IOException e) {
        problem = e.toString();
      }
      if (tries == TRIES) {
        throw new IOException("not sent after %d tries: %s".formatted(tries, problem));
      }
      pause(tries);
    }
  }

  private void pause(int tries) throws InterruptedException {
    retries.incrementAndGet();
    Thread.sleep(PAUSE.multipliedBy(tries));
  }

  private static byte[] stretch(Path file, long start, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return Channels.newInputStream(channel.position(start)).readNBytes(length);
    }
  }
}
