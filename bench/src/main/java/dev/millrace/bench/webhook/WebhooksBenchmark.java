package dev.millrace.bench.webhook;

import dev.millrace.bench.Benchmark;
import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How fast webhooks are sent: the sending alone beside bare sockets, and the whole way.
public final class WebhooksBenchmark implements Benchmark {
  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public String about() {
    return "sending beside bare sockets; the whole way, and with subscribers in trouble";
  }

  @Override
  public Report run(Options options, PrintStream progress)
      throws IOException, InterruptedException {
    List<Table> tables = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    progress.println("sending, by turns with bare sockets ...");
    SendStage.Result stage =
        new SendStage(Duration.ofSeconds(options.quick() ? 1 : 4), options.quick() ? 2 : 7).run();
    double checks = new Checks(options.quick() ? 20_000 : 400_000).micros();
    tables.add(
        new Table(
            "Sending 1 kB, 32 connections, signed each time",
            List.of("sender", "deliveries/s", "CPU µs each"),
            List.of(
                List.of("ours", stage.ours().perSecond(), stage.ours().cpuMicros()),
                List.of("bare sockets", stage.floor().perSecond(), stage.floor().cpuMicros()))));
    marks.add(
        Mark.atLeast(
            0.5,
            "deliveries/s beside bare sockets",
            stage.ours().perSecond() / stage.floor().perSecond(),
            ""));
    marks.add(
        Mark.atMost(
            2.5,
            "CPU of a delivery beside bare sockets",
            stage.ours().cpuMicros() / stage.floor().cpuMicros(),
            ""));
    marks.add(Mark.atMost(3, "signature, address and URL check", checks, "µs"));
    return new Report(tables, marks);
  }
}
