package dev.millrace.local;

import dev.millrace.auth.ApiKey;
import dev.millrace.auth.dynamodb.DynamoApiKeys;
import dev.millrace.flag.FlagRule;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.json.Json;
import dev.millrace.limit.Limit;
import dev.millrace.local.gateway.Gateway;
import dev.millrace.local.lambda.FunctionLog;
import dev.millrace.local.lambda.FunctionReader;
import dev.millrace.local.lambda.FunctionSpec;
import dev.millrace.local.lambda.Functions;
import dev.millrace.local.lambda.Launcher;
import dev.millrace.local.sam.ResolvedTemplate;
import dev.millrace.local.sam.Template;
import dev.millrace.local.sam.TemplateException;
import dev.millrace.local.triggers.Triggers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/// The template's system, running: services, functions, what triggers them, and the front of its
/// APIs.
public final class LocalStack implements AutoCloseable {
  /// The API key that every local stack knows, and nobody else.
  public static final String API_KEY = ApiKey.PREFIX + "local_development";

  private static final String TENANT = "local";
  private static final int HTTP_FACTOR = 2;
  private static final long LEAST_QUOTA = 10_000;
  private static final long QUOTA_FACTOR = 100;

  private final Services services;
  private final Functions functions;
  private final Triggers triggers;
  private final Gateway gateway;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalStack(Services services, Functions functions, Triggers triggers, Gateway gateway) {
    this.services = services;
    this.functions = functions;
    this.triggers = triggers;
    this.gateway = gateway;
  }

  /// Starts a stack; on return it answers.
  ///
  /// @param log where the functions' output goes
  public static LocalStack start(StackOptions options, FunctionLog log) {
    return start(
        options,
        log,
        (template, apis) -> Services.start(template, apis, options.data(), Services.Ports.ANY));
  }

  /// Starts a stack on services of the caller's choice; on return it answers.
  ///
  /// @param log where the functions' output goes
  /// @param provider given the template and the addresses of its APIs
  public static LocalStack start(
      StackOptions options,
      FunctionLog log,
      BiFunction<Template, Map<String, URI>, Services> provider) {
    Template template = Template.read(options.template(), options.parameters());
    Gateway gateway = new Gateway(template, options.port());
    Services services = provider.apply(template, gateway.addresses());
    ResolvedTemplate resolved = services.template();
    saveApiKey(services);
    raiseLimits(services);
    Path cache = template.directory().resolve(".millrace");
    Launcher launcher =
        new Launcher(
            cache, services.keys(), resolved.surroundings().region(), services.endpoints());
    Functions functions = new Functions(specs(template, resolved, options), launcher, log);
    Triggers triggers =
        new Triggers(
            functions,
            services.sqs().client(services.credentials()),
            services.dynamoDb().client(services.credentials()),
            services.dynamoDb().streams(services.credentials()));
    gateway.start(resolved, functions);
    triggers.start(resolved);
    return new LocalStack(services, functions, triggers, gateway);
  }

  private static List<FunctionSpec> specs(
      Template template, ResolvedTemplate resolved, StackOptions options) {
    FunctionReader reader =
        new FunctionReader(
            template.directory(),
            resolved.surroundings(),
            options.sandboxes(),
            options.sandboxes() * HTTP_FACTOR);
    List<FunctionSpec> specs =
        resolved.resources(Template.FUNCTION).stream().map(reader::read).toList();
    List<Path> missing =
        specs.stream().map(FunctionSpec::archive).filter(Files::notExists).distinct().toList();
    if (!missing.isEmpty()) {
      throw new TemplateException("Build first (./millrace build); missing are " + missing);
    }
    return specs;
  }

  /// The template names its table of API keys as an output.
  private static void saveApiKey(Services services) {
    services
        .template()
        .output("ControlTable")
        .ifPresent(table ->
            new DynamoApiKeys(services.dynamoDb().client(services.credentials()), table)
                .save(ApiKey.of(API_KEY, "key_local", TENANT, List.of("*"), Instant.now())));
  }

  /// Nobody is to run into a limit while trying things out, unless he has set it himself.
  private static void raiseLimits(Services services) {
    services
        .template()
        .output("ControlTable")
        .map(table -> new DynamoFlags(services.dynamoDb().client(services.credentials()), table))
        .ifPresent(flags ->
            Arrays.stream(Limit.values())
                .filter(limit -> flags.find(limit.quota().key()).isEmpty())
                .forEach(limit -> flags.save(raised(limit))));
  }

  private static FlagRule raised(Limit limit) {
    long quota = Math.max(LEAST_QUOTA, QUOTA_FACTOR * limit.quota().defaultValue());
    return new FlagRule(limit.quota().key(), null, Map.of(TENANT, Json.tree(quota)), null);
  }

  /// {@return the address of the HTTP API}
  public URI api() {
    return gateway
        .address(Template.HTTP_API)
        .orElseThrow(() -> new TemplateException("The template has no HTTP API"));
  }

  /// {@return the URL of the WebSocket API, if the template has one}
  public Optional<URI> webSocket() {
    return gateway.webSocket(services.template());
  }

  /// {@return the services}
  public Services services() {
    return services;
  }

  /// {@return the functions}
  public Functions functions() {
    return functions;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (services;
          gateway;
          functions;
          triggers) {
        // each is closed, the last first, whatever becomes of the others
      }
    }
  }
}
