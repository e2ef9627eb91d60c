package dev.millrace.local.lambda;

import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.Resource;
import dev.millrace.local.sam.Surroundings;
import dev.millrace.local.sam.TemplateException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads functions from the template: zip functions as they are, image functions by their
/// Dockerfile.
public final class FunctionReader {
  private static final int DEFAULT_MEMORY = 128;
  private static final int DEFAULT_TIMEOUT_SECONDS = 3;

  private final Path directory;
  private final Surroundings surroundings;
  private final int sandboxes;
  private final int httpSandboxes;

  /// Creates a reader.
  ///
  /// @param directory where the template's relative paths start
  /// @param surroundings where the template is deployed
  /// @param sandboxes how many sandboxes a function may have
  /// @param httpSandboxes how many a function behind an HTTP API may have
  public FunctionReader(
      Path directory, Surroundings surroundings, int sandboxes, int httpSandboxes) {
    this.directory = directory;
    this.surroundings = surroundings;
    this.sandboxes = sandboxes;
    this.httpSandboxes = httpSandboxes;
  }

  /// {@return the function that a resource describes}
  public FunctionSpec read(Resource function) {
    Properties properties = function.properties();
    return properties.text("PackageType", "Zip").equals("Image")
        ? image(function)
        : spec(
            function,
            properties.text("Handler"),
            directory.resolve(properties.text("CodeUri")),
            Map.of());
  }

  private FunctionSpec image(Resource function) {
    Properties metadata = function.metadata();
    Path context = directory.resolve(metadata.text("DockerContext"));
    Dockerfile dockerfile =
        Dockerfile.read(context.resolve(metadata.text("Dockerfile", "Dockerfile")));
    List<String> command = function.properties().section("ImageConfig").texts("Command");
    return spec(
        function,
        command.stream()
            .findFirst()
            .or(() -> dockerfile.command().stream().findFirst())
            .orElseThrow(
                () -> new TemplateException(function.id() + " has no command to start with")),
        context.resolve(dockerfile.archive()),
        dockerfile.environment());
  }

  private FunctionSpec spec(
      Resource function, String handler, Path archive, Map<String, String> imageEnvironment) {
    Properties properties = function.properties();
    Map<String, String> environment = new LinkedHashMap<>(imageEnvironment);
    Properties variables = properties.section("Environment").section("Variables");
    variables.values().keySet().forEach(name -> environment.put(name, variables.text(name)));
    int most = isBehindHttpApi(properties) ? httpSandboxes : sandboxes;
    return new FunctionSpec(
        function.id(),
        function.name(),
        surroundings.arn("lambda", "function:" + function.name()),
        handler,
        archive.normalize(),
        properties.integer("MemorySize", DEFAULT_MEMORY),
        Duration.ofSeconds(properties.integer("Timeout", DEFAULT_TIMEOUT_SECONDS)),
        environment,
        Math.min(most, properties.integer("ReservedConcurrentExecutions", most)));
  }

  private static boolean isBehindHttpApi(Properties properties) {
    Properties events = properties.section("Events");
    return events.values().keySet().stream()
        .anyMatch(event -> events.section(event).text("Type").equals("HttpApi"));
  }
}
