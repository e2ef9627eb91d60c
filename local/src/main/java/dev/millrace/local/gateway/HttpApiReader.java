package dev.millrace.local.gateway;

import dev.millrace.local.lambda.Functions;
import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.ResolvedTemplate;
import dev.millrace.local.sam.Resource;
import dev.millrace.local.sam.Surroundings;
import dev.millrace.local.sam.Template;
import dev.millrace.local.sam.TemplateException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads an HTTP API with its routes, authorizers and CORS from the template.
final class HttpApiReader {
  private final ResolvedTemplate template;
  private final Functions functions;
  private final ExecutorService threads;

  HttpApiReader(ResolvedTemplate template, Functions functions, ExecutorService threads) {
    this.template = template;
    this.functions = functions;
    this.threads = threads;
  }

  /// {@return the API of a logical id; SAM's implicit one has no resource of its own}
  HttpApi read(String logicalId, String authority) {
    Properties properties =
        template.resources(Template.HTTP_API).stream()
            .filter(api -> api.id().equals(logicalId))
            .map(Resource::properties)
            .findFirst()
            .orElseGet(() -> new Properties(logicalId, Map.of()));
    Surroundings surroundings = template.surroundings();
    String apiId = Surroundings.apiId(logicalId);
    return new HttpApi(
        new Routes(routes(apiId, properties.section("Auth"))),
        Cors.of(properties),
        new PayloadV2(apiId, surroundings.accountId(), authority, surroundings.region()),
        threads);
  }

  private List<Route> routes(String apiId, Properties auth) {
    Map<String, Authorizer> authorizers = new HashMap<>();
    Properties declared = auth.section("Authorizers");
    declared
        .values()
        .keySet()
        .forEach(name -> authorizers.put(name, Authorizer.of(declared.section(name), functions)));
    return template.resources(Template.FUNCTION).stream()
        .flatMap(function ->
            events(function)
                .filter(event -> event.text("ApiId", implicitId()).equals(apiId))
                .map(event -> route(function, event, auth, authorizers)))
        .toList();
  }

  private static String implicitId() {
    return Surroundings.apiId(Template.IMPLICIT_API);
  }

  private static Stream<Properties> events(Resource function) {
    Properties events = function.properties().section("Events");
    return events.values().keySet().stream()
        .map(events::section)
        .filter(event -> event.text("Type").equals("HttpApi"))
        .map(event -> event.section("Properties"));
  }

  private Route route(
      Resource function, Properties event, Properties auth, Map<String, Authorizer> authorizers) {
    String key =
        event
            .findText("Path")
            .filter(path -> !path.equals(Route.DEFAULT))
            .map(path -> event.text("Method", "ANY").toUpperCase(Locale.ROOT) + " " + path)
            .map(text -> text.replaceFirst("^(\\*|X-AMAZON-APIGATEWAY-ANY-METHOD) ", "ANY "))
            .orElse(Route.DEFAULT);
    Optional<String> authorizer =
        event
            .section("Auth")
            .findText("Authorizer")
            .or(() -> auth.findText("DefaultAuthorizer"))
            .filter(name -> !name.equals("NONE"));
    return new Route(
        key, functions.get(function.name()), authorizer.map(name -> named(name, authorizers)));
  }

  private static Authorizer named(String name, Map<String, Authorizer> authorizers) {
    @Nullable Authorizer authorizer = authorizers.get(name);
    if (authorizer == null) {
      throw new TemplateException("No authorizer is named " + name);
    }
    return authorizer;
  }
}
