package dev.millrace.bench.webhook;

import dev.millrace.bench.Quantiles;
import dev.millrace.bench.webhook.Subscribers.Manner;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/// What endpoints notice of another one that is in trouble, with a backlog behind it.
final class Isolation {
  private static final int PER_SECOND = 50;

  private final Pipeline pipeline;
  private final List<String> others;
  private final int backlog;
  private final Duration length;

  /// @param others the endpoints that are well
  /// @param backlog events behind the one that is not
  /// @param length of each measurement
  Isolation(Pipeline pipeline, List<String> others, int backlog, Duration length) {
    this.pipeline = pipeline;
    this.others = others;
    this.backlog = backlog;
    this.length = length;
  }

  /// Milliseconds until events came to the others.
  ///
  /// @param alone while all were well
  record Result(Quantiles alone, Quantiles besideSilent, Quantiles besideFailing) {}

  Result run(PrintStream progress) throws IOException, InterruptedException {
    progress.println("endpoints that are well, 50 events a second ...");
    Quantiles alone = pipeline.latency(others, PER_SECOND, length);
    progress.println("beside one that never answers ...");
    Quantiles silent = beside(Manner.NEVER_ANSWERS);
    progress.println("beside one that fails at once ...");
    Quantiles failing = beside(Manner.FAILS);
    return new Result(alone, silent, failing);
  }

  private Quantiles beside(Manner manner) throws IOException, InterruptedException {
    String inTrouble = pipeline.subscribe(manner);
    pipeline.pileUp(inTrouble, backlog);
    Quantiles measured = pipeline.latency(others, PER_SECOND, length);
    pipeline.unsubscribe(inTrouble);
    return measured;
  }
}
