package dev.millrace.bench.heavy;

import dev.millrace.bench.Repository;
import dev.millrace.local.LocalStack;
import dev.millrace.local.StackOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A stack that takes big files and does not wait long for the dead, and the file that its
/// functions' output goes to.
record HeavyStack(LocalStack local, PrintStream log) implements AutoCloseable {
  private static final int SANDBOXES = 2;
  private static final String MOST_BYTES = "2000000000";

  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("MaxPdfBytes", MOST_BYTES),
          Map.entry("MaxCsvBytes", MOST_BYTES),
          Map.entry("MaxTextBytes", MOST_BYTES),
          Map.entry("RunLease", "PT20S"),
          Map.entry("MessageVisibility", "PT22S"),
          Map.entry("SweepInterval", "PT5S"),
          Map.entry("DeliverySchedule", "PT1S,PT2S,PT5S,PT10S"),
          Map.entry("DeliveryTimeout", "PT5S"),
          Map.entry("DeliveryLease", "PT8S"),
          Map.entry("WebhookAllowHttp", "true"),
          Map.entry("WebhookAllowedCidrs", "127.0.0.0/8"));

  static HeavyStack start(PrintStream progress) throws IOException {
    Path file = Files.createTempFile("millrace-heavy-", ".log");
    progress.println("starting a stack, whose functions' output goes to " + file);
    PrintStream log = new PrintStream(Files.newOutputStream(file));
    StackOptions options =
        new StackOptions(
            Repository.locate("template.yaml"), PARAMETERS, 0, SANDBOXES, Optional.empty());
    return new HeavyStack(
        LocalStack.start(options, (function, line) -> log.println(function + " | " + line)), log);
  }

  @Override
  public void close() {
    local.close();
    log.close();
  }
}
