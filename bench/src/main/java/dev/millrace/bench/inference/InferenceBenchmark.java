package dev.millrace.bench.inference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.bench.Benchmark;
import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Models: their speed beside bare runtimes, the start of a sandbox, and its memory.
public final class InferenceBenchmark implements Benchmark {
  private static final double SECONDS_PER_RUN = 5;
  private static final double QUICK_SECONDS_PER_RUN = 0.3;

  @Override
  public String name() {
    return "inference";
  }

  @Override
  public String about() {
    return "sentences and pictures beside ONNX Runtime and bare TorchScript, cold start, memory";
  }

  @Override
  public Report run(Options options, PrintStream progress)
      throws IOException, InterruptedException {
    progress.println("starting a sandbox ...");
    JsonNode cold = ModelProcess.run(ColdProbe.class);
    progress.println("measuring calls ...");
    double seconds = options.quick() ? QUICK_SECONDS_PER_RUN : SECONDS_PER_RUN;
    JsonNode calls = ModelProcess.run(SpeedProbe.class, String.valueOf(seconds));
    return new Report(
        List.of(
            speeds(calls),
            new Table(
                "A sandbox's first moments, one thread", List.of("step", "figure"), rows(cold))),
        List.of(
            Mark.atLeast(1, "sentences of 8x64 against ONNX Runtime", gain(calls, "8x64"), ""),
            Mark.atLeast(1, "sentences of 8x256 against ONNX Runtime", gain(calls, "8x256"), ""),
            Mark.atMost(
                1.2,
                "a picture's time against a bare TorchScript call",
                millis(calls, "millrace picture") / millis(calls, "torchscript picture"),
                "")));
  }

  private static Table speeds(JsonNode calls) {
    List<List<Object>> rows = new ArrayList<>();
    for (String shape : List.of("8x64", "8x256")) {
      rows.add(
          List.of(
              "sentences " + shape + ", per second",
              8000 / millis(calls, "millrace " + shape),
              8000 / millis(calls, "onnx " + shape),
              gain(calls, shape)));
    }
    double ours = millis(calls, "millrace picture");
    double bare = millis(calls, "torchscript picture");
    rows.add(List.of("picture 224x224, ms", ours, bare, ours / bare));
    return new Table(
        "Calls on one thread (processor time; median of 5 runs, by turns)",
        List.of("call", "millrace", "peer", "ratio"),
        rows);
  }

  private static double gain(JsonNode calls, String shape) {
    return millis(calls, "onnx " + shape) / millis(calls, "millrace " + shape);
  }

  private static double millis(JsonNode calls, String subject) {
    return calls.required(subject).asDouble();
  }

  private static List<List<Object>> rows(JsonNode figures) {
    return figures
        .propertyStream()
        .map(figure -> List.<Object>of(figure.getKey(), figure.getValue().asLong()))
        .toList();
  }
}
