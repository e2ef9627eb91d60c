package dev.millrace.local.lambda;

import dev.millrace.local.json.Json;
import dev.millrace.local.sam.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the local stack needs to know of a function's image.
///
/// @param archive the zip that is copied in, relative to the context
/// @param environment the variables it sets; `${LAMBDA_TASK_ROOT}` stays open
/// @param command the handler, if it names one
record Dockerfile(Path archive, Map<String, String> environment, List<String> command) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(\\w+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S*))");

  static Dockerfile read(Path file) {
    try {
      return parse(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static Dockerfile parse(Path file, String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> environment = new LinkedHashMap<>();
    List<String> command = new ArrayList<>();
    List<Path> archives = new ArrayList<>();
    String joined = text.replaceAll("(?m)^\\s*#.*\\R?", "").replaceAll("\\\\\\R", " ");
    for (String line : joined.lines().toList()) {
      String[] words = line.strip().split("\\s+", 2);
      String rest = words.length > 1 ? words[1] : "";
      switch (words[0].toUpperCase(Locale.ROOT)) {
        case "ARG" -> assignments(rest, variables).forEach(variables::putIfAbsent);
        case "ENV" -> {
          Map<String, String> set = assignments(rest, variables);
          variables.putAll(set);
          environment.putAll(set);
        }
        case "COPY", "ADD" -> zip(resolved(rest, variables)).ifPresent(archives::add);
        case "CMD" -> {
          command.clear();
          Json.read(rest).forEach(word -> command.add(word.asText()));
        }
        default -> {} // what only a container needs
      }
    }
    return new Dockerfile(
        archives.stream()
            .findFirst()
            .orElseThrow(() -> new TemplateException(file + " copies no zip in")),
        environment,
        command);
  }

  private static Optional<Path> zip(String arguments) {
    return Pattern.compile("\\s+")
        .splitAsStream(arguments)
        .filter(word -> word.endsWith(".zip") && !word.startsWith("--"))
        .findFirst()
        .map(Path::of);
  }

  private static Map<String, String> assignments(String text, Map<String, String> variables) {
    Map<String, String> result = new LinkedHashMap<>();
    Matcher matcher = ASSIGNMENT.matcher(text);
    while (matcher.find()) {
      String value =
          Optional.ofNullable(matcher.group(2))
              .or(() -> Optional.ofNullable(matcher.group(3)))
              .orElse("");
      result.put(matcher.group(1), resolved(value, variables));
    }
    return result;
  }

  private static String resolved(String text, Map<String, String> variables) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match ->
            Matcher.quoteReplacement(variables.getOrDefault(match.group(1), match.group())));
  }
}
