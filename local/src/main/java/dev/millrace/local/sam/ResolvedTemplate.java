package dev.millrace.local.sam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A template resolved for one place: its resources with plain values.
public final class ResolvedTemplate {
  private final Map<String, Object> sections;
  private final Map<String, Object> resources;
  private final Evaluator evaluator;
  private final Surroundings surroundings;

  ResolvedTemplate(Map<String, Object> sections, Evaluator evaluator, Surroundings surroundings) {
    this.sections = sections;
    this.resources = Yaml.mapping(sections.get("Resources"), "Resources");
    this.evaluator = evaluator;
    this.surroundings = surroundings;
  }

  /// {@return where the template is deployed}
  public Surroundings surroundings() {
    return surroundings;
  }

  /// {@return the resources of the given types whose condition holds}
  public List<Resource> resources(String... types) {
    Set<String> wanted = Set.of(types);
    return resources.keySet().stream()
        .filter(id -> wanted.contains(evaluator.references().type(id)) && deployed(id))
        .map(this::resource)
        .toList();
  }

  /// {@return the value of an output, if the template has it}
  public Optional<String> output(String name) {
    return Stream.ofNullable(Yaml.mapping(sections.get("Outputs"), "Outputs").get(name))
        .map(output -> Properties.of("Outputs." + name, evaluator.evaluate(output)).text("Value"))
        .findFirst();
  }

  private boolean deployed(String id) {
    @Nullable Object condition = Yaml.mapping(resources.get(id), id).get("Condition");
    return condition == null || evaluator.holds(condition.toString());
  }

  private Resource resource(String id) {
    Map<String, Object> node = Yaml.mapping(resources.get(id), id);
    String type = evaluator.references().type(id);
    Map<String, Object> properties =
        merged(globals(type), Yaml.mapping(node.get("Properties"), id));
    return new Resource(
        id,
        type,
        evaluator.references().name(id),
        Properties.of(id, evaluator.evaluate(properties)),
        Properties.of(
            id + ".Metadata", evaluator.evaluate(Yaml.mapping(node.get("Metadata"), id))));
  }

  private Map<String, Object> globals(String type) {
    String section =
        switch (type) {
          case Template.FUNCTION -> "Function";
          case Template.HTTP_API -> "HttpApi";
          default -> "";
        };
    return Yaml.mapping(
        Yaml.mapping(sections.get("Globals"), "Globals").get(section), "Globals." + section);
  }

  /// As SAM merges: mappings by key, lists one after the other, the resource's own value else.
  private static Map<String, Object> merged(Map<String, Object> global, Map<String, Object> own) {
    Map<String, Object> result = new LinkedHashMap<>(global);
    own.forEach((key, value) -> result.merge(key, value, ResolvedTemplate::mergedValue));
    return result;
  }

  private static Object mergedValue(Object global, Object own) {
    if (global instanceof Map<?, ?> first && own instanceof Map<?, ?> second) {
      return merged(Yaml.mapping(first, "Globals"), Yaml.mapping(second, "Globals"));
    }
    return global instanceof List<?> first && own instanceof List<?> second
        ? Stream.concat(first.stream(), second.stream()).toList()
        : own;
  }
}
