package dev.millrace.bench.inference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.bench.Repository;
import dev.millrace.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Starts a program in a process of its own under the settings that the function's Dockerfile
/// makes, since libraries read most of them only once, before Java runs.
public final class ModelProcess {
  private static final String NATIVES = "functions/inference/target/natives/";

  private ModelProcess() {}

  /// {@return the one JSON object that the program prints}
  ///
  /// @throws IOException if it fails, with what it said
  public static JsonNode run(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder process = new ProcessBuilder(command(program, List.of(arguments)));
    process.environment().put("PYTORCH_LIBRARY_PATH", path(NATIVES + "torch"));
    process.environment().put("RUST_LIBRARY_PATH", path(NATIVES + "tokenizers/libtokenizers.so"));
    process.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    process.environment().put("MALLOC_ARENA_MAX", "2");
    Process running = process.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (running.waitFor() != 0) {
      throw new IOException(program.getSimpleName() + " failed: " + printed);
    }
    return Json.tree(printed);
  }

  private static List<String> command(Class<?> program, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:MaxDirectMemorySize=16m",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(arguments);
    return command;
  }

  private static String path(String inRepository) {
    return Repository.locate(inRepository).toString();
  }
}
