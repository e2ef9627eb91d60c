package dev.millrace.local.gateway;

import dev.millrace.local.lambda.Invocable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where requests of one method and path go.
///
/// @param key its key, such as `GET /v1/uploads/{id}`, or `$default`
/// @param function the function behind it
/// @param authorizer who must let the request in, if anyone
record Route(String key, Invocable function, Optional<Authorizer> authorizer) {
  static final String DEFAULT = "$default";

  /// A route that a request matches.
  ///
  /// @param route the route
  /// @param pathParameters the decoded variables of its path
  record Match(Route route, Map<String, String> pathParameters) {}

  /// {@return the method, `ANY` for all of them}
  String method() {
    return key.equals(DEFAULT) ? "ANY" : key.substring(0, key.indexOf(' '));
  }

  private List<String> segments() {
    return key.equals(DEFAULT) ? List.of() : segments(key.substring(key.indexOf(' ') + 1));
  }

  Optional<Match> match(String requestMethod, String path) {
    if (key.equals(DEFAULT)) {
      return Optional.of(new Match(this, Map.of()));
    }
    if (!method().equals("ANY") && !method().equals(requestMethod)) {
      return Optional.empty();
    }
    return parameters(segments(), segments(path)).map(parameters -> new Match(this, parameters));
  }

  private static Optional<Map<String, String>> parameters(List<String> pattern, List<String> path) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String segment = pattern.get(i);
      if (i >= path.size()) {
        return Optional.empty();
      }
      if (segment.endsWith("+}")) {
        String rest = String.join("/", path.subList(i, path.size()));
        parameters.put(segment.substring(1, segment.length() - 2), decoded(rest));
        return rest.isEmpty() ? Optional.empty() : Optional.of(parameters);
      }
      if (segment.startsWith("{")) {
        parameters.put(segment.substring(1, segment.length() - 1), decoded(path.get(i)));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return pattern.size() == path.size() ? Optional.of(parameters) : Optional.empty();
  }

  /// {@return how specific it is: routes sort by this text, the most specific first}
  String rank() {
    if (key.equals(DEFAULT)) {
      return "~";
    }
    StringBuilder rank = new StringBuilder();
    for (String segment : segments()) {
      rank.append(segment.endsWith("+}") ? '2' : segment.startsWith("{") ? '1' : '0');
    }
    return rank.append(method().equals("ANY") ? "z" : "a").toString();
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
