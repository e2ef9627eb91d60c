package dev.millrace.bench.upload;

import dev.millrace.bench.Benchmark;
import dev.millrace.bench.Options;
import dev.millrace.bench.Quantiles;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import dev.millrace.bench.Repository;
import dev.millrace.local.LocalStack;
import dev.millrace.local.StackOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// How fast warm functions create uploads, beside a handler of the same stack that does nothing and
/// beside what the local DynamoDB alone takes, and how fast forms and parts are signed.
public final class UploadsBenchmark implements Benchmark {
  private static final double GOAL_P99_MS = 50;
  private static final int SANDBOXES = 2;
  private static final int TOGETHER = 4;
  private static final String NEW_UPLOAD =
      "{\"filename\": \"bench.pdf\", \"contentType\": \"application/pdf\", \"size\": 734003}";

  @Override
  public String name() {
    return "uploads";
  }

  @Override
  public String about() {
    return "warm creations beside a bare handler of the same stack, signatures a second";
  }

  @Override
  public Report run(Options options, PrintStream progress)
      throws IOException, InterruptedException, ExecutionException {
    int requests = options.quick() ? 100 : 1000;
    StackOptions stack =
        new StackOptions(
            Repository.locate("template.yaml"), Map.of(), 0, SANDBOXES, Optional.empty());
    progress.println("starting a stack ...");
    try (LocalStack local = LocalStack.start(stack, (_, _) -> {});
        HttpClient http = HttpClient.newHttpClient()) {
      Calls bare = new Calls(http, HttpRequest.newBuilder(local.api().resolve("/healthz")), 200);
      Calls create =
          new Calls(
              http,
              HttpRequest.newBuilder(local.api().resolve("/v1/uploads"))
                  .header("authorization", "Bearer " + LocalStack.API_KEY)
                  .POST(BodyPublishers.ofString(NEW_UPLOAD)),
              201);
      Writes writes = new Writes(local.services());
      progress.println("warming up ...");
      together(bare::millis, requests / 4);
      together(create::millis, requests / 4);
      together(writes::millis, requests / 4);
      progress.println("one at a time, by turns ...");
      double[] bareMs = new double[requests];
      double[] createMs = new double[requests];
      double[] writesMs = new double[requests];
      for (int i = 0; i < requests; i++) {
        bareMs[i] = bare.millis();
        createMs[i] = create.millis();
        writesMs[i] = writes.millis();
      }
      progress.println(TOGETHER + " at a time ...");
      double barePerSecond = requests / together(bare::millis, requests);
      double createPerSecond = requests / together(create::millis, requests);
      double writesPerSecond = requests / together(writes::millis, requests);
      progress.println("signing ...");
      Signatures signatures = new Signatures(options.quick() ? 1000 : 20_000);
      Quantiles created = Quantiles.of(createMs);
      return report(
          List.of(
              row("GET /healthz", Quantiles.of(bareMs), barePerSecond),
              row("POST /v1/uploads", created, createPerSecond),
              row("its writes alone", Quantiles.of(writesMs), writesPerSecond)),
          created.at(0.99),
          signatures);
    }
  }

  private static List<Object> row(String request, Quantiles millis, double perSecond) {
    return List.of(request, millis.median(), millis.at(0.99), perSecond);
  }

  private static Report report(
      List<List<Object>> requests, double createP99, Signatures signatures) {
    List<List<Object>> signed =
        List.of(
            List.of("form", signatures.formsPerSecond()),
            List.of("part", signatures.partsPerSecond()));
    return new Report(
        List.of(
            new Table(
                "Warm requests; by the second: %d at a time".formatted(TOGETHER),
                List.of("request", "p50 ms", "p99 ms", "by the second"),
                requests),
            new Table("Signatures of one thread", List.of("signature", "by the second"), signed)),
        List.of(Mark.atMost(GOAL_P99_MS, "p99 of a warm creation", createP99, "ms")));
  }

  /// {@return how many seconds so many calls took, several at a time}
  private static double together(Callable<Double> call, int number)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(TOGETHER)) {
      List<Future<Double>> all =
          new ArrayList<>(IntStream.range(0, number).mapToObj(_ -> threads.submit(call)).toList());
      for (Future<Double> done : all) {
        done.get();
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /// One request, again and again.
  private record Calls(HttpClient http, HttpRequest request, int status) {
    Calls(HttpClient http, HttpRequest.Builder request, int status) {
      this(http, request.timeout(Duration.ofMinutes(2)).build(), status);
    }

    double millis() throws IOException, InterruptedException {
      long start = System.nanoTime();
      int answered = http.send(request, BodyHandlers.discarding()).statusCode();
      if (answered != status) {
        throw new IOException(request.uri().getPath() + " answered " + answered);
      }
      return (System.nanoTime() - start) / 1e6;
    }
  }
}
