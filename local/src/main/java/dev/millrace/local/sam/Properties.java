package dev.millrace.local.sam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Resolved properties, read with their types; what is missing or wrong is named by its path.
///
/// @param path where in the template these properties stand
/// @param values the properties
public record Properties(String path, Map<String, Object> values) {

  /// {@return whether the property is set}
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// {@return a text that must be there}
  public String text(String name) {
    return findText(name).orElseThrow(() -> new TemplateException(at(name) + " is missing"));
  }

  /// {@return a text, if it is there}
  public Optional<String> findText(String name) {
    return Optional.ofNullable(values.get(name)).map(String::valueOf);
  }

  /// {@return a text or its default}
  public String text(String name, String absent) {
    return findText(name).orElse(absent);
  }

  /// {@return a whole number or its default}
  public int integer(String name, int absent) {
    return findText(name).map(text -> integerOf(name, text)).orElse(absent);
  }

  private int integerOf(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TemplateException(at(name) + " must be a whole number, not " + text);
    }
  }

  /// {@return a boolean, false when it is not there}
  public boolean flag(String name) {
    return Boolean.parseBoolean(text(name, "false"));
  }

  /// {@return the properties under a name, empty when it is not there}
  public Properties section(String name) {
    return of(at(name), values.get(name));
  }

  /// {@return the properties of each element of a list}
  public List<Properties> sections(String name) {
    List<Object> list = Yaml.sequence(values.get(name), at(name));
    return IntStream.range(0, list.size())
        .mapToObj(i -> of(at(name) + "[" + i + "]", list.get(i)))
        .toList();
  }

  /// {@return the texts of a list, empty when it is not there; a single text is a list of one}
  public List<String> texts(String name) {
    @Nullable Object value = values.get(name);
    return value instanceof String text
        ? List.of(text)
        : Yaml.sequence(value, at(name)).stream().map(String::valueOf).toList();
  }

  private String at(String name) {
    return path + "." + name;
  }

  static Properties of(String path, @Nullable Object node) {
    return new Properties(path, Yaml.mapping(node, path));
  }
}
