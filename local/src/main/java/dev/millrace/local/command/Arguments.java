package dev.millrace.local.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words after a command, told apart into options and the rest.
final class Arguments {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final List<String> rest = new ArrayList<>();

  /// Something that was asked for cannot be understood.
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  /// Reads the words.
  ///
  /// @param switches options without a value
  /// @param valued options that the next word is the value of
  /// @throws UsageException naming an unknown option, or one that lacks its value
  Arguments(List<String> words, Set<String> switches, Set<String> valued) {
    Iterator<String> left = words.iterator();
    while (left.hasNext()) {
      String word = left.next();
      if (switches.contains(word)) {
        add(word, "true");
      } else if (valued.contains(word)) {
        if (!left.hasNext()) {
          throw new UsageException(word + " wants a value");
        }
        add(word, left.next());
      } else if (word.startsWith("--")) {
        throw new UsageException("Unknown option " + word);
      } else {
        rest.add(word);
      }
    }
  }

  private void add(String option, String value) {
    options.computeIfAbsent(option, _ -> new ArrayList<>()).add(value);
  }

  /// {@return the words that are no options}
  List<String> rest() {
    return rest;
  }

  /// {@return whether a switch was given}
  boolean has(String option) {
    return options.containsKey(option);
  }

  /// {@return every value that an option was given, in order}
  List<String> all(String option) {
    return options.getOrDefault(option, List.of());
  }

  /// {@return the last value that an option was given}
  Optional<String> text(String option) {
    return all(option).isEmpty() ? Optional.empty() : Optional.of(all(option).getLast());
  }

  /// {@return the value of an option that takes a path}
  Optional<Path> path(String option) {
    return text(option).map(Path::of);
  }

  /// {@return the value of an option that takes a number}
  int number(String option, int absent, int least, int most) {
    String text = text(option).orElse(String.valueOf(absent));
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new UsageException(
        "%s wants a number from %d to %d, not %s".formatted(option, least, most, text));
  }

  /// {@return the value of an option that takes a duration, as `500ms`, `20s` or `2m`; zero if it
  /// is absent}
  Duration duration(String option, Duration most) {
    String text = text(option).orElse("0s");
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      Duration duration =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
          };
      if (duration.compareTo(most) <= 0) {
        return duration;
      }
    }
    throw new UsageException(
        "%s wants a duration as 500ms, 20s or 2m, at most %d minutes, not %s"
            .formatted(option, most.toMinutes(), text));
  }
}
