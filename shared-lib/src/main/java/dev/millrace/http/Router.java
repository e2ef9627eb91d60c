package dev.millrace.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.millrace.lambda.LogLine;
import dev.millrace.lambda.Work;
import dev.millrace.limit.Limit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Finds the route of a request and turns whatever comes of it into an answer: every refusal is a
/// problem with a code, and what goes wrong inside stays inside.
///
/// A pattern is a path whose `{name}` segments match anything but a slash; `{name}:verb` matches a
/// segment that ends so. Patterns are tried in the order in which they were added.
///
/// Whatever changes something passes the gate: under the limit that its route names, or else under
/// [Limit#WRITES]. Reading passes it only where the route names a limit.
public final class Router {
  /// What a path may hold that opens doors and must not get into the log.
  private static final Pattern SECRET = Pattern.compile("utk_[^/]+\\.[^/]+");

  private final Work work;
  private final Gate gate;
  private final List<Route> routes = new ArrayList<>();

  public Router(Work work, Gate gate) {
    this.work = work;
    this.gate = gate;
  }

  private record Route(
      String method, List<String> pattern, Function<HttpRequest, HttpResponse> action) {
    Optional<Map<String, String>> match(List<String> path) {
      if (pattern.size() != path.size()) {
        return Optional.empty();
      }
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < path.size(); i++) {
        if (!matches(pattern.get(i), path.get(i), parameters)) {
          return Optional.empty();
        }
      }
      return Optional.of(parameters);
    }

    private static boolean matches(String pattern, String segment, Map<String, String> parameters) {
      if (!pattern.startsWith("{")) {
        return pattern.equals(segment);
      }
      int end = pattern.indexOf('}');
      String suffix = pattern.substring(end + 1);
      if (!segment.endsWith(suffix) || segment.length() == suffix.length()) {
        return false;
      }
      parameters.put(
          pattern.substring(1, end), segment.substring(0, segment.length() - suffix.length()));
      return true;
    }
  }

  /// Adds a route; unless it only reads, it is limited as all that have no limit of their own.
  public Router route(String method, String pattern, Function<HttpRequest, HttpResponse> action) {
    return method.equals("GET")
        ? unlimited(method, pattern, action)
        : route(method, pattern, Limit.WRITES, action);
  }

  /// Adds a route with a limit of its own.
  public Router route(
      String method, String pattern, Limit limit, Function<HttpRequest, HttpResponse> action) {
    return unlimited(method, pattern, request -> gate.pass(limit, request, action));
  }

  /// Adds a route without a limit, since what it does was limited before, or costs next to nothing.
  public Router unlimited(
      String method, String pattern, Function<HttpRequest, HttpResponse> action) {
    routes.add(new Route(method, segments(pattern), action));
    return this;
  }

  /// {@return the answer to a request}
  public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event, Context context) {
    return work.invocation(
        context,
        () -> work.unit("http.answered", line -> answer(HttpRequest.of(event), line).toEvent()));
  }

  private HttpResponse answer(HttpRequest request, LogLine line) {
    line.put("request_id", request.requestId())
        .put("method", request.method())
        .put("path", SECRET.matcher(request.path()).replaceAll("utk_…"));
    request.caller().ifPresent(c -> line.put("tenant_id", c.tenantId()).put("key_id", c.keyId()));
    HttpResponse response = dispatch(request, line);
    line.put("status", response.status());
    return response.header("x-request-id", request.requestId());
  }

  private HttpResponse dispatch(HttpRequest request, LogLine line) {
    try {
      return find(request);
    } catch (ApiProblem problem) {
      line.put("code", problem.code()).put("outcome", "refused");
      return problem.toResponse(request);
    } catch (RuntimeException e) {
      line.put("outcome", "error").put("failure", e.toString());
      System.getLogger(Router.class.getName())
          .log(System.Logger.Level.ERROR, "a request failed: " + request.requestId(), e);
      return new ApiProblem(
              500, "internal_error", "Internal error", "Something went wrong on our side.")
          .toResponse(request);
    }
  }

  private HttpResponse find(HttpRequest request) {
    List<String> path = segments(request.path());
    TreeSet<String> otherMethods = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = route.match(path);
      if (parameters.isPresent()) {
        if (route.method.equals(request.method())) {
          return route.action.apply(request.with(parameters.get()));
        }
        otherMethods.add(route.method);
      }
    }
    if (otherMethods.isEmpty()) {
      throw ApiProblem.notFound("There is nothing at " + request.path() + ".");
    }
    throw new ApiProblem(
            405,
            "method_not_allowed",
            "Method not allowed",
            "%s is not possible here.".formatted(request.method()))
        .withHeader("allow", String.join(", ", otherMethods));
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
