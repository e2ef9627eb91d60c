package dev.millrace.local.sam;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A SAM template as it is written, with values for its parameters.
public final class Template {
  /// The type of a function.
  public static final String FUNCTION = References.FUNCTION;

  /// The type of an HTTP API.
  public static final String HTTP_API = References.HTTP_API;

  /// The type of a WebSocket API.
  public static final String SOCKET_API = References.SOCKET_API;

  /// The logical id of the HTTP API that SAM adds when a function names none.
  public static final String IMPLICIT_API = References.IMPLICIT_API;

  private final Path directory;
  private final Map<String, Object> sections;
  private final Map<String, Object> parameters;

  private Template(Path directory, Map<String, Object> sections, Map<String, Object> parameters) {
    this.directory = directory;
    this.sections = sections;
    this.parameters = parameters;
  }

  /// Reads a template; it may name values for local runs (`Metadata.LocalStack.Parameters`).
  ///
  /// @param file the template
  /// @param overrides values of parameters that win over both those and their defaults
  public static Template read(Path file, Map<String, String> overrides) {
    Map<String, Object> sections = Yaml.read(file);
    @Nullable Path parent = file.toAbsolutePath().normalize().getParent();
    Map<String, String> values = new LinkedHashMap<>(localValues(sections));
    values.putAll(overrides);
    return new Template(
        parent == null ? Path.of("/") : parent, sections, Parameters.values(sections, values));
  }

  /// What the template itself says of local runs: `Metadata.LocalStack.Parameters`.
  private static Map<String, String> localValues(Map<String, Object> sections) {
    Properties metadata = Properties.of("Metadata", sections.get("Metadata"));
    Properties local = metadata.section("LocalStack").section("Parameters");
    Map<String, String> values = new LinkedHashMap<>();
    local.values().keySet().forEach(name -> values.put(name, local.text(name)));
    return values;
  }

  /// {@return the folder that the template's relative paths start from}
  public Path directory() {
    return directory;
  }

  /// {@return the logical ids of an API type's resources, SAM's implicit HTTP API included}
  public List<String> apis(String type) {
    Map<String, Object> resources = Yaml.mapping(sections.get("Resources"), "Resources");
    List<String> ids =
        resources.keySet().stream()
            .filter(id -> type.equals(Yaml.mapping(resources.get(id), id).get("Type")))
            .toList();
    return ids.isEmpty() && type.equals(HTTP_API) ? List.of(IMPLICIT_API) : ids;
  }

  /// {@return the template, resolved for where it is deployed}
  public ResolvedTemplate in(Surroundings surroundings) {
    return new ResolvedTemplate(
        new LinkedHashMap<>(sections),
        new Evaluator(sections, parameters, surroundings),
        surroundings);
  }
}
