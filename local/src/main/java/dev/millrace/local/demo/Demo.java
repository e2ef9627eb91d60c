package dev.millrace.local.demo;

import dev.millrace.local.demo.MillraceClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Uploads files as a browser does, a few at a time, and follows each to its notice.
public final class Demo {
  private static final int AT_A_TIME = 4;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final URI api;
  private final String apiKey;
  private final Optional<Path> textFolder;

  /// Creates a demo.
  ///
  /// @param api the address of the API
  /// @param apiKey a key for it
  /// @param textFolder where texts are saved, if they shall be
  public Demo(URI api, String apiKey, Optional<Path> textFolder) {
    this.api = api;
    this.apiKey = apiKey;
    this.textFolder = textFolder;
  }

  /// {@return what became of the files, in their order}
  public List<FileReport> run(List<Path> files, DemoListener listener) throws InterruptedException {
    DemoListener inTurn = new InTurn(listener);
    try (MillraceClient client = new MillraceClient(api, apiKey);
        WebhookReceiver receiver = new WebhookReceiver();
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      subscribe(client, receiver);
      List<Future<FileReport>> runs = new ArrayList<>();
      TextFiles texts = TextFiles.in(textFolder);
      for (Path file : files) {
        Optional<Path> text = texts.next(file);
        runs.add(threads.submit(() -> follow(client, receiver, file, text, inTurn)));
      }
      List<FileReport> reports = new ArrayList<>();
      for (Future<FileReport> run : runs) {
        reports.add(run.get());
      }
      return reports;
    } catch (ExecutionException e) {
      throw new IllegalStateException("The demo broke: " + e.getCause(), e.getCause());
    }
  }

  private static FileReport follow(
      MillraceClient client,
      WebhookReceiver receiver,
      Path file,
      Optional<Path> text,
      DemoListener listener)
      throws InterruptedException {
    FileReport report = new FileRun(client, receiver, text, file, listener, LIMIT).run();
    listener.finished(file, report);
    return report;
  }

  private static void subscribe(MillraceClient client, WebhookReceiver receiver)
      throws InterruptedException {
    try {
      Answer endpoint = client.createEndpoint(receiver.url(), WebhookReceiver.EVENT_TYPES);
      if (!endpoint.isSuccess()) {
        throw new IllegalStateException(
            "The webhook endpoint was refused: %d %s"
                .formatted(endpoint.status(), endpoint.body()));
      }
      receiver.expect(endpoint.body().path("secret").asText());
    } catch (IOException e) {
      throw new IllegalStateException("The API does not answer: " + e.getMessage(), e);
    }
  }

  private record InTurn(DemoListener listener) implements DemoListener {
    @Override
    public synchronized void progress(Path file, String stage, int percent) {
      listener.progress(file, stage, percent);
    }

    @Override
    public synchronized void finished(Path file, FileReport report) {
      listener.finished(file, report);
    }
  }
}
