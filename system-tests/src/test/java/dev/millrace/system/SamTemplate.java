package dev.millrace.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.testing.RepositoryFiles;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/// The template as it is written, its short tags in their long form.
final class SamTemplate {
  private final JsonNode root;

  private SamTemplate(JsonNode root) {
    this.root = root;
  }

  /// {@return this project's template}
  static SamTemplate read() {
    Object content = new Yaml(new LongForm()).load(RepositoryFiles.read("template.yaml"));
    return new SamTemplate(Json.tree(content));
  }

  /// One entry of the section `Resources`.
  record Resource(String id, String type, JsonNode properties) {
    /// {@return the property that a JSON pointer leads to; a missing node if there is none}
    JsonNode at(String pointer) {
      return properties.at(pointer);
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /// {@return the resources of a type}
  List<Resource> resources(String type) {
    return root.path("Resources")
        .propertyStream()
        .map(entry ->
            new Resource(
                entry.getKey(),
                entry.getValue().path("Type").asText(),
                entry.getValue().path("Properties")))
        .filter(resource -> resource.type().equals(type))
        .toList();
  }

  /// {@return all attributes of a resource, `DeletionPolicy` and its like included}
  JsonNode attributes(Resource resource) {
    return root.path("Resources").path(resource.id());
  }

  /// {@return the resource that `Ref` or `Fn::GetAtt` names}
  Resource referred(JsonNode reference) {
    String name =
        reference.has("Ref")
            ? reference.path("Ref").asText()
            : reference.path("Fn::GetAtt").asText().replaceAll("\\..*", "");
    return new Resource(
        name,
        root.path("Resources").path(name).path("Type").asText(),
        root.path("Resources").path(name).path("Properties"));
  }

  /// {@return the declaration of a parameter}
  JsonNode parameter(String name) {
    return root.path("Parameters").path(name);
  }

  /// {@return what every function has unless it says otherwise}
  JsonNode functionDefaults() {
    return root.at("/Globals/Function");
  }

  /// {@return a value with each parameter at its default, and a word for what only AWS knows}
  String value(JsonNode value) {
    if (value.has("Ref")) {
      String name = value.path("Ref").asText();
      return parameter(name).path("Default").asText(name);
    }
    if (value.has("Fn::If")) {
      return value(value.path("Fn::If").path(2));
    }
    return value.path("Fn::Sub").asText(value.asText()).replaceAll("\\$\\{[^}]*}", "x");
  }

  /// {@return every scalar within a value}
  static Stream<String> scalars(JsonNode value) {
    return value.isContainerNode()
        ? value.valueStream().flatMap(SamTemplate::scalars)
        : Stream.of(value.asText());
  }

  /// {@return the names of an object's fields}
  static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
