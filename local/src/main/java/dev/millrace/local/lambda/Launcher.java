package dev.millrace.local.lambda;

import dev.millrace.local.access.AccessKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/// Starts functions' processes with the environment that Lambda gives them.
public final class Launcher {
  /// Memory that a Java process needs beside its heap.
  private static final int BESIDE_HEAP_MEGABYTES = 112;

  private static final Pattern SIZES_HEAP =
      Pattern.compile("-Xmx|MaxHeapSize|RAMPercentage|RAMFraction");

  private final Path cache;
  private final TemporaryFolders temporary;
  private final TaskRoot taskRoots;
  private final RuntimeImage runtime;
  private final AccessKeys keys;
  private final String region;
  private final Map<String, String> endpoints;
  private final Map<String, AwsBasicCredentials> credentials = new ConcurrentHashMap<>();
  private final Semaphore starts = new Semaphore(Runtime.getRuntime().availableProcessors());

  /// Creates a launcher.
  ///
  /// @param cache where exploded zips and the runtime are kept
  /// @param keys where functions' access keys come from
  /// @param region the region that functions run in
  /// @param endpoints the variables that lead to the local services
  public Launcher(Path cache, AccessKeys keys, String region, Map<String, String> endpoints) {
    this.cache = cache;
    this.temporary = TemporaryFolders.under(cache.resolve("tmp"));
    this.taskRoots = new TaskRoot(cache);
    this.runtime = RuntimeImage.unpack(cache.resolve("runtime"));
    this.keys = keys;
    this.region = region;
    this.endpoints = Map.copyOf(endpoints);
  }

  /// {@return how many more functions may start now: one a processor, or all would start slowly}
  Semaphore starts() {
    return starts;
  }

  /// Starts a process of the function, bound to a Runtime API; its temporary folder is its own.
  Process start(FunctionSpec function, RuntimeApi api, Path temporary) {
    Path root = taskRoots.of(function.archive());
    ProcessBuilder process = new ProcessBuilder(command(function, temporary));
    process.directory(root.toFile());
    process.redirectErrorStream(true);
    Map<String, String> environment = process.environment();
    environment.keySet().retainAll(List.of("PATH", "HOME", "LANG"));
    environment.putAll(lambdaEnvironment(function, api, root));
    function
        .environment()
        .forEach((name, value) ->
            environment.put(name, value.replaceAll("\\$\\{?LAMBDA_TASK_ROOT}?", root.toString())));
    try {
      return process.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + function.name(), e);
    }
  }

  /// {@return a new folder for one sandbox's temporary files}
  Path temporaryFolder(FunctionSpec function) {
    return temporary.create(function.id());
  }

  private List<String> command(FunctionSpec function, Path temporary) {
    String options =
        Optional.ofNullable(function.environment().get("JAVA_TOOL_OPTIONS")).orElse("");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:-UsePerfData");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add(
        "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
            + runtime.nativeLibrary());
    command.add(memory(function.memoryMegabytes(), options));
    // the command line would win over JAVA_TOOL_OPTIONS, so what those say is said again
    Pattern.compile("\\s+")
        .splitAsStream(options)
        .filter(word -> word.startsWith("-X"))
        .forEach(command::add);
    command.addAll(List.of("-cp", runtime.classpath(), Tether.class.getName(), function.handler()));
    return command;
  }

  private static String memory(int megabytes, String options) {
    if (SIZES_HEAP.matcher(options).find()) {
      return "-XX:MaxRAM=" + megabytes + "m";
    }
    int heap =
        Math.max(megabytes / 2, Math.min(megabytes - BESIDE_HEAP_MEGABYTES, megabytes * 85 / 100));
    return "-Xmx" + heap + "m";
  }

  private Map<String, String> lambdaEnvironment(FunctionSpec function, RuntimeApi api, Path root) {
    AwsBasicCredentials key = credentials.computeIfAbsent(function.name(), keys::issue);
    Map<String, String> environment = new ConcurrentHashMap<>(endpoints);
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("_HANDLER", function.handler());
    environment.put("LAMBDA_TASK_ROOT", root.toString());
    environment.put("LAMBDA_RUNTIME_DIR", cache.resolve("runtime").toString());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memoryMegabytes()));
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    environment.put("AWS_REGION", region);
    environment.put("AWS_DEFAULT_REGION", region);
    environment.put("AWS_ACCESS_KEY_ID", key.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", key.secretAccessKey());
    environment.put("AWS_XRAY_CONTEXT_MISSING", "IGNORE_ERROR");
    environment.put("AWS_XRAY_DAEMON_ADDRESS", "127.0.0.1:2000");
    environment.put("TZ", ":UTC");
    return environment;
  }
}
