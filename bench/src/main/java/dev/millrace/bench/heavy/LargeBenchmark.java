package dev.millrace.bench.heavy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.bench.Benchmark;
import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import dev.millrace.bench.heavy.files.FileKind;
import dev.millrace.bench.heavy.files.PdfFile;
import dev.millrace.local.LocalStack;
import dev.millrace.local.demo.MillraceClient;
import dev.millrace.local.demo.MillraceClient.Answer;
import dev.millrace.local.lambda.LambdaFunction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One PDF of a gigabyte through the whole system, whose extraction is killed once on the way.
public final class LargeBenchmark implements Benchmark {
  private static final String EXTRACTION = "Extraction";
  private static final Duration PATIENCE = Duration.ofMinutes(40);
  private static final Duration NOTICE_PATIENCE = Duration.ofMinutes(1);

  /// What is sent.
  private record Size(long bytes, int pages) {}

  /// What came of it.
  private record Found(
      String state,
      int pages,
      double sent,
      double ended,
      int kills,
      Set<String> owed,
      Set<String> missing,
      long peakMegabytes) {}

  @Override
  public String name() {
    return "large";
  }

  @Override
  public String about() {
    return "a PDF of 1 GB and 25,000 pages through the whole stack, its extraction killed once";
  }

  @Override
  public boolean onlyByName() {
    return true;
  }

  @Override
  public Report run(Options options, PrintStream progress)
      throws IOException, InterruptedException {
    Size size = options.quick() ? new Size(40_000_000, 2_000) : new Size(1_000_000_000, 25_000);
    Path file = Files.createTempFile("millrace-large-", ".pdf");
    try (HeavyStack stack = HeavyStack.start(progress)) {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        PdfFile.write(out, options.seed(), size.bytes(), size.pages());
      }
      return report(size, take(file, stack.local(), progress));
    } finally {
      Files.delete(file);
    }
  }

  private static Found take(Path file, LocalStack stack, PrintStream progress)
      throws IOException, InterruptedException {
    Instant start = Instant.now();
    try (MillraceClient client = new MillraceClient(stack.api(), LocalStack.API_KEY);
        Ledger ledger = new Ledger(stack.services());
        Notices notices = new Notices()) {
      Answer endpoint = client.createEndpoint(notices.url(), List.of());
      notices.expect(endpoint.body().path("secret").asText());
      Sender sender = new Sender(client);
      Answer created =
          sender.create(
              new HeavyPlan.Item("large.pdf", FileKind.PDF, 0, 0, "MULTIPART"), Files.size(file));
      if (created.status() != 201) {
        throw new IOException("not created: " + created);
      }
      sender.send(created.body(), file);
      double sent = seconds(start);
      progress.printf("sent in %.0f s%n", sent);
      String id = created.body().path("id").asText();
      LambdaFunction extraction =
          stack.functions().all().stream()
              .filter(function -> function.spec().id().equals(EXTRACTION))
              .findFirst()
              .orElseThrow();
      int kills = 0;
      JsonNode upload = client.upload(id, Optional.empty()).body();
      while (!upload.path("terminal").asBoolean() && seconds(start) < PATIENCE.toSeconds()) {
        if (kills == 0 && upload.at("/progress/done").asLong() > 0) {
          kills = kill(extraction);
          progress.println("killed at " + upload.path("progress"));
        }
        Answer answer = client.upload(id, Optional.of(upload.path("version").asLong()));
        upload = answer.status() == 200 ? answer.body() : upload;
        progress.printf(
            "%4.0f s: %s %d %% %s%n",
            seconds(start),
            upload.path("state").asText(),
            upload.path("percent").asInt(),
            upload.path("progress"));
      }
      double ended = seconds(start);
      Set<String> owed = ledger.events(id);
      return new Found(
          upload.path("state").asText(),
          client.result(id).body().at("/pages/total").asInt(),
          sent,
          ended,
          kills,
          owed,
          missing(owed, notices),
          extraction.peakMegabytes());
    }
  }

  private static int kill(LambdaFunction function) {
    List<Long> processes = function.processes();
    processes.forEach(id -> ProcessHandle.of(id).ifPresent(ProcessHandle::destroyForcibly));
    return processes.size();
  }

  private static Set<String> missing(Set<String> owed, Notices notices)
      throws InterruptedException {
    Set<String> missing = new HashSet<>(owed);
    Instant start = Instant.now();
    while (!missing.isEmpty() && seconds(start) < NOTICE_PATIENCE.toSeconds()) {
      missing.removeAll(notices.ids());
      Thread.sleep(100);
    }
    return missing;
  }

  private static double seconds(Instant since) {
    return Duration.between(since, Instant.now()).toMillis() / 1e3;
  }

  private static Report report(Size size, Found found) {
    return new Report(
        List.of(
            new Table(
                "One large PDF",
                List.of(
                    "MB", "pages", "state", "pages read", "s to send", "s to its end", "peak MB"),
                List.of(
                    List.of(
                        size.bytes() / 1e6,
                        size.pages(),
                        found.state(),
                        found.pages(),
                        found.sent(),
                        found.ended(),
                        found.peakMegabytes()))),
            new Table(
                "Notices",
                List.of("owed", "verified"),
                List.of(
                    List.of(found.owed().size(), found.owed().size() - found.missing().size())))),
        List.of(
            Mark.atLeast(1, "completed", found.state().equals("COMPLETED") ? 1 : 0, ""),
            Mark.atLeast(size.pages(), "pages read", found.pages(), ""),
            Mark.atLeast(1, "kills of the extraction", found.kills(), ""),
            Mark.atMost(0, "notices missing", found.missing().size(), "")));
  }
}
