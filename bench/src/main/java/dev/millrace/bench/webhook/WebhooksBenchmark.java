package dev.millrace.bench.webhook;

import dev.millrace.bench.Benchmark;
import dev.millrace.bench.Options;
import dev.millrace.bench.Quantiles;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import dev.millrace.bench.webhook.Subscribers.Manner;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How fast webhooks are sent: the sending alone beside bare sockets, and the whole way.
public final class WebhooksBenchmark implements Benchmark {
  private static final int ENDPOINTS = 5;
  private static final String SENDING = "sending";
  private static final String WHOLE_WAY = "whole-way";
  private static final String ISOLATION = "isolation";

  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public String about() {
    return "sending beside bare sockets; the whole way, and beside subscribers in trouble";
  }

  @Override
  public List<String> parts() {
    return List.of(SENDING, WHOLE_WAY, ISOLATION);
  }

  @Override
  public Report run(Options options, PrintStream progress)
      throws IOException, InterruptedException {
    List<Table> tables = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    if (options.wants(SENDING)) {
      sending(options.quick(), progress, tables, marks);
    }
    if (options.wants(WHOLE_WAY) || options.wants(ISOLATION)) {
      try (Pipeline pipeline = Pipeline.start()) {
        List<String> endpoints = new ArrayList<>();
        for (int i = 0; i < ENDPOINTS; i++) {
          endpoints.add(pipeline.subscribe(Manner.ACCEPTS));
        }
        progress.println("warming up ...");
        Pipeline.Burst _ = pipeline.burst(endpoints, options.quick() ? 50 : 2000);
        if (options.wants(WHOLE_WAY)) {
          wholeWay(options.quick(), pipeline, endpoints, progress, tables, marks);
        }
        if (options.wants(ISOLATION)) {
          isolation(options.quick(), pipeline, endpoints, progress, tables, marks);
        }
      }
    }
    return new Report(tables, marks);
  }

  private static void sending(
      boolean quick, PrintStream progress, List<Table> tables, List<Mark> marks)
      throws IOException, InterruptedException {
    progress.println("sending, by turns with bare sockets ...");
    SendStage.Result stage = new SendStage(Duration.ofSeconds(quick ? 1 : 3), quick ? 1 : 7).run();
    SendStage.Rate ours = stage.ours();
    SendStage.Rate floor = stage.floor();
    double checks = new Checks(quick ? 20_000 : 1_000_000).micros();
    tables.add(
        new Table(
            "Sending 1 kB over 32 connections, each signed anew",
            List.of("sender", "deliveries/s", "CPU µs each"),
            List.of(
                List.of("ours", ours.perSecond(), ours.cpuMicros()),
                List.of("bare sockets", floor.perSecond(), floor.cpuMicros()))));
    marks.add(
        Mark.atLeast(
            0.5, "deliveries/s, of bare sockets'", ours.perSecond() / floor.perSecond(), ""));
    marks.add(
        Mark.atMost(2.5, "CPU each, of bare sockets'", ours.cpuMicros() / floor.cpuMicros(), ""));
    marks.add(Mark.atMost(3, "signature, address and URL check", checks, "µs"));
  }

  private static void wholeWay(
      boolean quick,
      Pipeline pipeline,
      List<String> endpoints,
      PrintStream progress,
      List<Table> tables,
      List<Mark> marks)
      throws InterruptedException {
    progress.println("the local services alone ...");
    Ceilings ceilings = new Ceilings(pipeline.services(), Duration.ofSeconds(quick ? 1 : 5));
    double rows = ceilings.rowsPerSecond();
    double messages = ceilings.messagesPerSecond();
    progress.println("the whole way ...");
    Pipeline.Burst burst = pipeline.burst(endpoints, quick ? 50 : 3000);
    tables.add(
        new Table(
            "A local stack, by the second",
            List.of("what", "each second"),
            List.of(
                List.of("DynamoDB Local alone: rows written", rows),
                List.of("ElasticMQ alone: messages sent, received, deleted", messages),
                List.of("the whole way: deliveries", burst.perSecond()))));
    marks.add(
        Mark.atMost(
            0.5, "CPU of the workers for 1,000 deliveries", burst.workerSecondsPerThousand(), "s"));
  }

  private static void isolation(
      boolean quick,
      Pipeline pipeline,
      List<String> endpoints,
      PrintStream progress,
      List<Table> tables,
      List<Mark> marks)
      throws IOException, InterruptedException {
    Isolation.Result result =
        new Isolation(pipeline, endpoints, quick ? 50 : 10_000, Duration.ofSeconds(quick ? 2 : 20))
            .run(progress);
    double p99 = result.alone().at(0.99);
    tables.add(
        new Table(
            "Until events came to 5 endpoints that are well, 50 a second",
            List.of("beside", "p50 ms", "p99 ms"),
            List.of(
                row("nobody else", result.alone()),
                row("one that never answers", result.besideSilent()),
                row("one that fails at once", result.besideFailing()))));
    marks.add(
        Mark.atMost(
            1.2,
            "others' p99 beside one that never answers",
            result.besideSilent().at(0.99) / p99,
            ""));
    marks.add(
        Mark.atMost(
            1.2,
            "others' p99 beside one that fails at once",
            result.besideFailing().at(0.99) / p99,
            ""));
  }

  private static List<Object> row(String beside, Quantiles millis) {
    return List.of(beside, millis.median(), millis.at(0.99));
  }
}
