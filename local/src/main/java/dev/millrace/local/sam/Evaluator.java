package dev.millrace.local.sam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Evaluates CloudFormation's intrinsic functions; an unknown one is an error.
final class Evaluator {
  /// What `AWS::NoValue` gives: the property is as if it were not there.
  enum NoValue {
    /// The only one.
    NO_VALUE
  }

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]+)}");

  private final Map<String, Object> conditions;
  private final Map<String, Object> mappings;
  private final Surroundings surroundings;
  private final References references;

  Evaluator(
      Map<String, Object> sections, Map<String, Object> parameters, Surroundings surroundings) {
    this.conditions = Yaml.mapping(sections.get("Conditions"), "Conditions");
    this.mappings = Yaml.mapping(sections.get("Mappings"), "Mappings");
    this.surroundings = surroundings;
    this.references =
        new References(
            surroundings,
            parameters,
            Yaml.mapping(sections.get("Resources"), "Resources"),
            this::evaluate);
  }

  References references() {
    return references;
  }

  Object evaluate(@Nullable Object node) {
    return switch (node) {
      case null -> NoValue.NO_VALUE;
      case List<?> list ->
          list.stream().map(this::evaluate).filter(value -> !(value instanceof NoValue)).toList();
      case Map<?, ?> map -> evaluate(Yaml.mapping(map, ""));
      default -> node;
    };
  }

  private Object evaluate(Map<String, Object> map) {
    if (map.size() == 1) {
      Map.Entry<String, Object> only = map.entrySet().iterator().next();
      if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
        return call(only.getKey(), only.getValue());
      }
    }
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      Object evaluated = evaluate(value);
      if (!(evaluated instanceof NoValue)) {
        result.put(key, evaluated);
      }
    });
    return result;
  }

  private Object call(String function, Object argument) {
    return switch (function) {
      case "Ref" -> references.ref(String.valueOf(argument));
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::Sub" -> surroundings.localized(substituted(argument));
      case "Fn::Join" -> surroundings.localized(joined(arguments(function, argument, 2)));
      case "Fn::If" -> choice(arguments(function, argument, 3));
      case "Fn::FindInMap" -> mapped(arguments(function, argument, 3));
      case "Fn::Select" -> selected(arguments(function, argument, 2));
      case "Fn::Split" -> split(arguments(function, argument, 2));
      case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" -> holds(Map.of(function, argument));
      default -> throw new TemplateException(function + " is not supported by the local stack");
    };
  }

  /// {@return whether a condition holds}
  boolean holds(String name) {
    @Nullable Object condition = conditions.get(name);
    if (condition == null) {
      throw new TemplateException("No condition is named " + name);
    }
    return holds(Yaml.mapping(condition, "Condition " + name));
  }

  private boolean holds(Map<String, Object> expression) {
    Map.Entry<String, Object> only = expression.entrySet().iterator().next();
    Object argument = only.getValue();
    return switch (only.getKey()) {
      case "Condition" -> holds(String.valueOf(argument));
      case "Fn::Equals" -> {
        List<Object> sides = arguments("Fn::Equals", argument, 2);
        yield text(sides.get(0)).equals(text(sides.get(1)));
      }
      case "Fn::Not" -> !holdsEach(arguments("Fn::Not", argument, 1)).getFirst();
      case "Fn::And" -> !holdsEach(Yaml.sequence(argument, "Fn::And")).contains(false);
      case "Fn::Or" -> holdsEach(Yaml.sequence(argument, "Fn::Or")).contains(true);
      default -> throw new TemplateException(only.getKey() + " is not a condition function");
    };
  }

  private List<Boolean> holdsEach(List<Object> expressions) {
    return expressions.stream().map(each -> holds(Yaml.mapping(each, "Condition"))).toList();
  }

  private Object attribute(Object argument) {
    List<Object> parts =
        argument instanceof String path
            ? List.of((Object[]) path.split("\\.", 2))
            : arguments("Fn::GetAtt", argument, 2);
    return references.attribute(text(parts.get(0)), text(parts.get(1)));
  }

  private String substituted(Object argument) {
    if (argument instanceof String text) {
      return substituted(text, Map.of());
    }
    List<Object> parts = arguments("Fn::Sub", argument, 2);
    return substituted(text(parts.get(0)), Yaml.mapping(parts.get(1), "Fn::Sub"));
  }

  private String substituted(String text, Map<String, Object> variables) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement(match, variables)));
  }

  private String replacement(MatchResult match, Map<String, Object> variables) {
    String name = match.group(2).trim();
    if (!match.group(1).isEmpty()) {
      return "${" + name + "}";
    }
    if (variables.containsKey(name)) {
      return text(variables.get(name));
    }
    int dot = name.indexOf('.');
    boolean published = name.endsWith(".Alias") || name.endsWith(".Version");
    return dot < 0 || published
        ? String.valueOf(references.ref(name))
        : String.valueOf(references.attribute(name.substring(0, dot), name.substring(dot + 1)));
  }

  private String joined(List<Object> arguments) {
    List<Object> parts = Yaml.sequence(evaluate(arguments.get(1)), "Fn::Join");
    return String.join(text(arguments.get(0)), parts.stream().map(String::valueOf).toList());
  }

  private Object choice(List<Object> arguments) {
    return evaluate(holds(text(arguments.get(0))) ? arguments.get(1) : arguments.get(2));
  }

  private Object mapped(List<Object> arguments) {
    @Nullable Object node = mappings;
    for (Object key : arguments) {
      node = Yaml.mapping(node, "Mappings").get(text(key));
    }
    if (node == null) {
      throw new TemplateException("Fn::FindInMap " + arguments + " finds nothing");
    }
    return node;
  }

  private Object selected(List<Object> arguments) {
    List<Object> list = Yaml.sequence(evaluate(arguments.get(1)), "Fn::Select");
    int index = Integer.parseInt(text(arguments.get(0)));
    if (index < 0 || index >= list.size()) {
      throw new TemplateException("Fn::Select has no element " + index);
    }
    return list.get(index);
  }

  private List<Object> split(List<Object> arguments) {
    String separator = Pattern.quote(text(arguments.get(0)));
    return List.of((Object[]) text(arguments.get(1)).split(separator, -1));
  }

  private String text(@Nullable Object node) {
    return String.valueOf(evaluate(node));
  }

  private static List<Object> arguments(String function, Object argument, int count) {
    List<Object> arguments = Yaml.sequence(argument, function);
    if (arguments.size() != count) {
      throw new TemplateException(function + " takes " + count + " arguments: " + argument);
    }
    return arguments;
  }
}
