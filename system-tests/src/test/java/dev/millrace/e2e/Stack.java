package dev.millrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.auth.ApiKey;
import dev.millrace.auth.dynamodb.DynamoApiKeys;
import dev.millrace.flag.FlagRule;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.json.Json;
import dev.millrace.limit.Limit;
import dev.millrace.limit.Workplaces;
import dev.millrace.local.LocalStack;
import dev.millrace.local.Services;
import dev.millrace.local.StackOptions;
import dev.millrace.local.demo.MillraceClient;
import dev.millrace.local.demo.MillraceClient.Answer;
import dev.millrace.local.lambda.FunctionLog;
import dev.millrace.local.lambda.Invocation;
import dev.millrace.local.lambda.LambdaFunction;
import dev.millrace.testing.RepositoryFiles;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.dynamodb.DynamoUploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// One stack for all tests of the whole system, with leases short enough to wait for and one
/// subscriber to everything.
final class Stack {
  /// A tenant that may keep one worker of each queue busy, and is bounded by nothing else.
  static final String CROWD = "crowd";

  /// How many processes work on a queue.
  static final int WORKERS = 2;

  /// Whether tests that need minutes are wanted at their full length.
  static final boolean LONG = "true".equals(System.getenv("MILLRACE_LONG_TESTS"));

  static final LocalStack LOCAL = start();
  static final MillraceClient CLIENT = new MillraceClient(LOCAL.api(), LocalStack.API_KEY);
  static final Subscriber SUBSCRIBER = subscribe();

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Stack() {}

  private static LocalStack start() {
    Map<String, String> parameters =
        Map.of(
            "MaxCsvBytes", "1000000000",
            "RunLease", "PT4S",
            "MessageVisibility", "PT5S",
            "DeliverySchedule", "PT1S,PT2S",
            "DeliveryTimeout", "PT5S",
            "DeliveryLease", "PT8S",
            "DeliveryBatchTimeout", "15",
            "SweepInterval", "PT5S",
            "WebhookAllowHttp", "true",
            "WebhookAllowedCidrs", "127.0.0.0/8");
    StackOptions options =
        new StackOptions(
            RepositoryFiles.locate("template.yaml"), parameters, 0, WORKERS, Optional.empty());
    LocalStack stack =
        LocalStackServices.wanted()
            ? LocalStack.start(options, new Log(), LocalStackServices::start)
            : LocalStack.start(options, new Log());
    setFlagsAndKeys(stack.services());
    return stack;
  }

  /// Before any function has read a flag, which it then remembers.
  private static void setFlagsAndKeys(Services services) {
    DynamoDbClient dynamoDb = services.dynamoDb().client(services.credentials());
    String table = services.template().output("ControlTable").orElseThrow();
    new DynamoApiKeys(dynamoDb, table)
        .save(ApiKey.of("mk_" + CROWD, "key_crowd", CROWD, List.of("*"), Instant.now()));
    DynamoFlags flags = new DynamoFlags(dynamoDb, table);
    set(flags, Workplaces.SHARE.key(), CROWD, 0.0);
    set(flags, Limit.UPLOADS.quota().key(), CROWD, 10_000);
    set(flags, Limit.ADDRESS.quota().key(), CROWD, 10_000);
    set(flags, "upload.more-images", "local", true);
  }

  private static void set(DynamoFlags flags, String key, String tenant, Object value) {
    Map<String, JsonNode> tenants = new HashMap<>();
    flags.find(key).ifPresent(standing -> tenants.putAll(standing.tenants()));
    tenants.put(tenant, Json.tree(value));
    flags.save(new FlagRule(key, null, tenants, null));
  }

  private static Subscriber subscribe() {
    Subscriber subscriber = new Subscriber();
    try {
      Answer endpoint = CLIENT.createEndpoint(subscriber.url(), List.of());
      if (!endpoint.isSuccess()) {
        throw new IllegalStateException("no endpoint: " + endpoint.body());
      }
      subscriber.trust(endpoint.body().path("secret").asText());
      return subscriber;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// {@return the id of an upload whose bytes have been sent}
  static String send(Path file, String contentType) throws IOException, InterruptedException {
    Answer created =
        CLIENT.createUpload(String.valueOf(file.getFileName()), contentType, Files.size(file));
    if (created.status() != 201) {
      throw new IllegalStateException("not created: " + created);
    }
    int status = CLIENT.submit(created.body().path("post"), file, contentType);
    if (status != 201) {
      throw new IllegalStateException("S3 answered " + status);
    }
    return created.body().path("id").asText();
  }

  /// {@return the upload once it has ended}
  static JsonNode ended(String uploadId) throws IOException, InterruptedException {
    return when(uploadId, upload -> upload.path("terminal").asBoolean());
  }

  /// {@return the upload once it is as the test wants it}
  static JsonNode when(String uploadId, Predicate<JsonNode> condition)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    Optional<Long> version = Optional.empty();
    while (Instant.now().isBefore(deadline)) {
      Answer answer = CLIENT.upload(uploadId, version);
      if (answer.status() == 200) {
        if (condition.test(answer.body())) {
          return answer.body();
        }
        version = Optional.of(answer.body().path("version").asLong());
      }
    }
    throw new AssertionError(
        uploadId + " did not get there: " + CLIENT.upload(uploadId, Optional.empty()));
  }

  /// {@return the notices of an upload once one of the type has come}
  static List<Subscriber.Notice> noticesWith(String uploadId, String type)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      List<Subscriber.Notice> notices = SUBSCRIBER.notices(uploadId);
      if (notices.stream().anyMatch(n -> n.type().equals(type))) {
        return notices;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no " + type + " came, only " + SUBSCRIBER.notices(uploadId));
  }

  /// {@return the row of an upload as it stands at this moment}
  static Upload row(String uploadId) {
    return row(new UploadRef("local", uploadId));
  }

  /// {@return the row of an upload of any tenant as it stands at this moment}
  static Upload row(UploadRef ref) {
    Services services = LOCAL.services();
    return new DynamoUploads(
            services.dynamoDb().client(services.credentials()),
            services.template().output("UploadsTable").orElseThrow(),
            services.template().surroundings().region())
        .find(ref)
        .orElseThrow();
  }

  /// {@return a function by its name in the template}
  static LambdaFunction function(String id) {
    return LOCAL.functions().all().stream()
        .filter(function -> function.spec().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /// Waits until something has come about.
  static void until(BooleanSupplier condition) throws InterruptedException {
    until(condition, PATIENCE);
  }

  /// Waits until something has come about that may take its time.
  static void until(BooleanSupplier condition, Duration patience) throws InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("waited in vain for " + patience);
      }
      Thread.sleep(100);
    }
  }

  /// Wakes the sweeper before its minute comes.
  static void sweep() {
    Thread.startVirtualThread(Stack::invokeSweeper);
  }

  private static void invokeSweeper() {
    try {
      var _ = function("Sweeper").invoke(Invocation.of("{}"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the processes of a function by SIGKILL, as the kernel would for want of memory.
  ///
  /// @return how many there were
  static int kill(String id) {
    List<Long> processes = function(id).processes();
    processes.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    return processes.size();
  }

  /// A class of its own: a lambda here would wait for this class, which waits for the functions.
  private static final class Log implements FunctionLog {
    @Override
    public void line(String function, String line) {
      System.err.println(function + " | " + line);
    }
  }
}
