package dev.millrace.local.sam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The values of a template's parameters: what was given, else their defaults.
final class Parameters {
  private Parameters() {}

  static Map<String, Object> values(Map<String, Object> sections, Map<String, String> overrides) {
    Map<String, Object> declared = Yaml.mapping(sections.get("Parameters"), "Parameters");
    overrides.keySet().stream()
        .filter(name -> !declared.containsKey(name))
        .findFirst()
        .ifPresent(name -> {
          throw new TemplateException("The template has no parameter " + name);
        });
    Map<String, Object> values = new LinkedHashMap<>();
    declared.forEach((name, node) -> {
      Properties declaration = Properties.of("Parameters." + name, node);
      values.put(name, typed(declaration, value(name, declaration, overrides.get(name))));
    });
    return values;
  }

  private static String value(String name, Properties declaration, @Nullable String override) {
    String value =
        Optional.ofNullable(override)
            .or(() -> declaration.findText("Default"))
            .orElseThrow(() ->
                new TemplateException(
                    "Parameter %s has no default: give --parameter %s=…".formatted(name, name)));
    List<String> allowed = declaration.texts("AllowedValues");
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      throw new TemplateException(
          "Parameter %s must be one of %s, not %s".formatted(name, allowed, value));
    }
    return value;
  }

  private static Object typed(Properties declaration, String value) {
    boolean list =
        declaration.text("Type", "String").equals("CommaDelimitedList")
            || declaration.text("Type", "String").startsWith("List<");
    return list && !value.isEmpty()
        ? List.of((Object[]) value.split("\\s*,\\s*", -1))
        : list ? List.of() : value;
  }
}
