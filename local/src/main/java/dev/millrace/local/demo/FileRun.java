package dev.millrace.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.demo.MillraceClient.Answer;
import dev.millrace.local.json.Json;
import dev.millrace.local.webhook.Notice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Takes one file from creation to its notice.
final class FileRun {
  private static final List<String> FACTS =
      List.of(
          "detectedType",
          "chars",
          "chunks",
          "labels",
          "groups",
          "confidence",
          "retakeMessage",
          "concepts");

  private final MillraceClient client;
  private final WebhookReceiver receiver;
  private final Optional<Path> textFile;
  private final Path file;
  private final DemoListener listener;
  private final Instant deadline;
  private final ObjectNode report = Json.object();
  private final ObjectNode times = Json.object();

  FileRun(
      MillraceClient client,
      WebhookReceiver receiver,
      Optional<Path> textFile,
      Path file,
      DemoListener listener,
      Duration limit) {
    this.client = client;
    this.receiver = receiver;
    this.textFile = textFile;
    this.file = file;
    this.listener = listener;
    this.deadline = Instant.now().plus(limit);
    report.put("file", file.toString());
    report.put("state", "UNKNOWN");
  }

  FileReport run() throws InterruptedException {
    try {
      return upload();
    } catch (IOException e) {
      return failed("demo_io_error", String.valueOf(e.getMessage()));
    } catch (TimeoutException e) {
      return failed("demo_deadline", "It did not end in time");
    }
  }

  private FileReport upload() throws IOException, InterruptedException, TimeoutException {
    Instant start = Instant.now();
    String contentType = DemoFiles.contentType(file);
    String name = String.valueOf(file.getFileName());
    listener.progress(file, "uploading", 0);
    Answer created = client.createUpload(name, contentType, Files.size(file));
    if (!created.isSuccess()) {
      return refused(created);
    }
    String id = created.body().path("id").asText();
    report.put("uploadId", id);
    report.put("state", created.body().path("state").asText());
    int status = client.submit(created.body().path("post"), file, contentType);
    if (status < 200 || status > 299) {
      return failed("demo_form_refused", "S3 answered " + status);
    }
    Instant uploaded = Instant.now();
    times.put("upload", Duration.between(start, uploaded).toMillis());
    JsonNode ended = awaitEnd(id);
    Instant end = Instant.now();
    times.put("pipeline", Duration.between(uploaded, end).toMillis());
    describe(id, ended);
    return notified(awaitNotice(id), end);
  }

  private JsonNode awaitEnd(String id) throws IOException, InterruptedException, TimeoutException {
    Optional<Long> version = Optional.empty();
    while (true) {
      Answer answer = client.upload(id, version);
      JsonNode upload = answer.body();
      if (answer.status() == 200) {
        report.put("state", upload.path("state").asText());
        version = Optional.of(upload.path("version").asLong());
        if (upload.path("terminal").asBoolean()) {
          return upload;
        }
        listener.progress(
            file, upload.path("stage").asText("waiting"), upload.path("percent").asInt());
      } else if (answer.status() != 304) {
        throw new IOException("HTTP " + answer.status() + " for the upload's state");
      }
      if (Instant.now().isAfter(deadline)) {
        throw new TimeoutException();
      }
    }
  }

  private void describe(String id, JsonNode ended) throws IOException, InterruptedException {
    copy(ended, "detectedType");
    copy(ended, "error");
    listener.progress(file, "notifying", 100);
    Answer answer = client.result(id);
    if (!answer.isSuccess()) {
      return; // an upload that failed early has none
    }
    JsonNode result = answer.body();
    FACTS.forEach(fact -> copy(result, fact));
    if (result.path("pages").has("total")) {
      report.set("pages", result.path("pages").path("total"));
    }
    if (result.path("summary").has("text")) {
      report.set("summary", result.path("summary").path("text"));
    }
    if (result.path("text").has("href")) {
      text(URI.create(result.path("text").path("href").asText()));
    }
  }

  private void text(URI link) throws IOException, InterruptedException {
    if (textFile.isPresent()) {
      client.download(link, textFile.get());
      report.put("textPath", textFile.get().toString());
    } else {
      report.put("textHref", link.toString());
    }
  }

  private void copy(JsonNode from, String fact) {
    if (from.hasNonNull(fact)) {
      report.set(fact, from.path(fact));
    }
  }

  private Notice awaitNotice(String id) throws InterruptedException, TimeoutException {
    long left = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
    try {
      return receiver.notice(id).get(left, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private FileReport notified(Notice notice, Instant end) {
    times.put("webhook", Math.max(0, Duration.between(end, notice.at()).toMillis()));
    report
        .putObject("webhook")
        .put("type", notice.type())
        .put("id", notice.id())
        .put("verified", notice.isGenuine());
    String expected = "upload." + report.path("state").asText().toLowerCase(Locale.ROOT);
    return report(notice.isGenuine() && notice.type().equals(expected));
  }

  /// A file that the API does not take is an answer, not a fault.
  private FileReport refused(Answer answer) {
    boolean understood =
        answer.status() >= 400 && answer.status() < 500 && answer.body().has("code");
    report.put("state", understood ? "REJECTED" : "UNKNOWN");
    report
        .putObject("error")
        .put("code", answer.body().path("code").asText("http_" + answer.status()))
        .put(
            "message", answer.body().path("detail").asText(answer.body().path("message").asText()));
    return report(understood);
  }

  private FileReport failed(String code, String message) {
    report.putObject("error").put("code", code).put("message", message);
    return report(false);
  }

  private FileReport report(boolean passed) {
    report.set("ms", times);
    return new FileReport(passed, report);
  }
}
