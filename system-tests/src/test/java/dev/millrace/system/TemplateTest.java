package dev.millrace.system;

import static dev.millrace.system.SamTemplate.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.system.SamTemplate.Resource;
import dev.millrace.testing.RepositoryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The template holds what the code needs, and keeps to what AWS would only refuse or punish later.
class TemplateTest {
  private static final SamTemplate TEMPLATE = SamTemplate.read();

  static List<DeployedFunction> functions() {
    return DeployedFunction.all(TEMPLATE);
  }

  static List<Resource> queues() {
    return TEMPLATE.resources("AWS::SQS::Queue");
  }

  static List<Resource> tables() {
    return TEMPLATE.resources("AWS::DynamoDB::GlobalTable");
  }

  // Code

  @ParameterizedTest
  @MethodSource("functions")
  void handlerIsAClassThatLambdaCanCall(DeployedFunction function) throws Exception {
    Class<?> handler = Class.forName(function.handler());
    assertThat(
            RequestHandler.class.isAssignableFrom(handler)
                || RequestStreamHandler.class.isAssignableFrom(handler))
        .isTrue();
    assertThat(handler.getConstructor()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void artifactIsWhatItsModuleBuilds(DeployedFunction function) {
    assertThat(function.module().resolve("pom.xml")).exists();
    if (!function.image()) {
      assertThat(function.resource().at("/CodeUri").asText())
          .endsWith("/target/" + function.module().getFileName() + ".zip");
      assertThat(function.resource().at("/Runtime").asText()).isEqualTo("java25");
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void environmentIsWhatTheConfigurationReads(DeployedFunction function) throws Exception {
    Map<String, String> whole = function.wholeEnvironment();
    Set<String> read = Configuration.of(function).namesRead(whole);
    read.removeIf(name -> name.startsWith("AWS_LAMBDA_"));
    assertThat(whole.keySet()).as("set where the function runs").containsAll(read);
    // The virtual machine itself reads this one.
    read.add("JAVA_TOOL_OPTIONS");
    assertThat(read).as("read by the code").containsAll(function.environment().keySet());
  }

  // Functions

  @ParameterizedTest
  @MethodSource("functions")
  void functionHasItsOwnLogGroup(DeployedFunction function) {
    Resource logs = TEMPLATE.referred(function.resource().at("/LoggingConfig/LogGroup"));
    assertThat(logs.id()).isEqualTo(function + "Logs");
    assertThat(logs.type()).isEqualTo("AWS::Logs::LogGroup");
    assertThat(logs.at("/RetentionInDays/Ref").asText()).isEqualTo("LogRetentionDays");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void policiesNameTheirActionsAndResources(DeployedFunction function) {
    assertThat(function.statements().filter(TemplateTest::allows))
        .allSatisfy(statement -> {
          assertThat(SamTemplate.scalars(statement.path("Action"))).noneMatch(a -> a.contains("*"));
          assertThat(SamTemplate.scalars(statement.path("Resource"))).doesNotContain("*");
        });
  }

  @ParameterizedTest
  @MethodSource("functions")
  void workerMayReadOnlyItsOwnQueues(DeployedFunction function) {
    Set<JsonNode> own =
        function.events("SQS").map(event -> event.path("Queue")).collect(Collectors.toSet());
    if (!own.isEmpty()) {
      JsonNode others = statement(function, "NoOtherQueue");
      assertThat(others.path("Effect").asText()).isEqualTo("Deny");
      assertThat(elements(others.path("NotResource"))).isEqualTo(own);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void workerThatRenewsItsMessageMayDoSo(DeployedFunction function) {
    if (function.environment().containsKey("MESSAGE_VISIBILITY")) {
      assertThat(elements(statement(function, "RenewMessages").path("Resource")))
          .containsAll(function.events("SQS").map(event -> event.path("Queue")).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void snapshotIsPublishedWithEachDeployment(DeployedFunction function) {
    if (function.resource().properties().has("SnapStart")) {
      assertThat(function.resource().at("/AutoPublishAlias").asText()).isEqualTo("live");
      assertThat(function.resource().at("/AutoPublishCodeSha256/Ref").asText())
          .isEqualTo("DeployId");
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void answerComesBeforeTheGatewayGivesUp(DeployedFunction function) {
    if (function.events("HttpApi").findAny().isPresent()) {
      assertThat(function.timeout()).isLessThan(30);
    }
  }

  // Queues

  @ParameterizedTest
  @MethodSource("functions")
  void messagesAreTakenWithCeilingAndOneByOneFailures(DeployedFunction function) {
    assertThat(function.events("SQS"))
        .allSatisfy(event -> {
          JsonNode ceiling = event.at("/ScalingConfig/MaximumConcurrency");
          assertThat(Integer.parseInt(TEMPLATE.value(ceiling))).isGreaterThanOrEqualTo(2);
          assertThat(TEMPLATE.parameter(ceiling.path("Ref").asText()).path("MinValue").asInt(2))
              .isGreaterThanOrEqualTo(2);
          assertThat(elements(event.path("FunctionResponseTypes")))
              .extracting(JsonNode::asText)
              .containsExactly("ReportBatchItemFailures");
        });
  }

  @ParameterizedTest
  @MethodSource("functions")
  void messageStaysHiddenAsLongAsItsFunctionMayRun(DeployedFunction function) {
    assertThat(function.events("SQS").map(event -> TEMPLATE.referred(event.path("Queue"))))
        .allSatisfy(queue -> {
          JsonNode visibility = queue.at("/VisibilityTimeout");
          assertThat(Integer.parseInt(TEMPLATE.value(visibility)))
              .isGreaterThanOrEqualTo(function.timeout());
          if (function.resource().at("/Timeout").has("Ref")) {
            assertThat(visibility).isEqualTo(function.resource().at("/Timeout"));
          }
        });
  }

  /// Its last round may take 20 s beyond the minute after which it is woken again.
  @Test
  void theSweeperCanSweepForItsWholeMinute() {
    assertThat(functions())
        .filteredOn(function -> function.resource().id().equals("Sweeper"))
        .singleElement()
        .satisfies(sweeper -> assertThat(sweeper.timeout()).isEqualTo(60 + 20));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void reservedConcurrencyCoversItsQueues(DeployedFunction function) {
    JsonNode reserved = function.resource().at("/ReservedConcurrentExecutions/Fn::If/1");
    int byDefault = reserved.isMissingNode() ? 0 : Integer.parseInt(TEMPLATE.value(reserved));
    int wanted =
        function
            .events("SQS")
            .map(event -> TEMPLATE.value(event.at("/ScalingConfig/MaximumConcurrency")))
            .mapToInt(Integer::parseInt)
            .sum();
    assertThat(byDefault)
        .satisfiesAnyOf(
            none -> assertThat(none).isZero(),
            some -> assertThat(some).isGreaterThanOrEqualTo(wanted));
  }

  @ParameterizedTest
  @MethodSource("queues")
  void queueIsEncryptedAndHasADeadLetterQueueOrIsOne(Resource queue) {
    assertThat(queue.at("/SqsManagedSseEnabled").asBoolean()).isTrue();
    if (!lastResorts().contains(queue.id())) {
      assertThat(queue.at("/RedrivePolicy/maxReceiveCount").asInt()).isPositive();
      Resource deadLetters = TEMPLATE.referred(queue.at("/RedrivePolicy/deadLetterTargetArn"));
      assertThat(deadLetters.at("/MessageRetentionPeriod").asInt())
          .isGreaterThan(queue.at("/MessageRetentionPeriod").asInt(345_600));
    }
  }

  @ParameterizedTest
  @MethodSource("queues")
  void queueRefusesPlainHttp(Resource queue) {
    List<Resource> policies =
        TEMPLATE.resources("AWS::SQS::QueuePolicy").stream()
            .filter(
                policy -> SamTemplate.scalars(policy.at("/Queues")).anyMatch(queue.id()::equals))
            .toList();
    assertThat(policies).as("only the last policy of a queue counts").hasSize(1);
    assertThat(policies.getFirst().at("/PolicyDocument/Statement"))
        .anySatisfy(TemplateTest::deniesPlainHttp);
  }

  // Storage

  @ParameterizedTest
  @MethodSource("tables")
  void tableOutlivesItsStackAndItsMistakes(Resource table) {
    assertThat(TEMPLATE.attributes(table).path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(TEMPLATE.attributes(table).path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    assertThat(table.at("/Replicas")).hasSize(1);
    assertThat(
            table
                .at("/Replicas/0/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                .asBoolean())
        .isTrue();
    assertThat(table.at("/TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
  }

  @Test
  void noTableIsOfTheTypeThatCannotBecomeGlobal() {
    assertThat(TEMPLATE.resources("AWS::DynamoDB::Table")).isEmpty();
    assertThat(tables()).hasSize(3);
  }

  @Test
  void keyOutlivesItsStackAndChangesEachYear() {
    Resource key = TEMPLATE.resources("AWS::KMS::Key").getFirst();
    assertThat(TEMPLATE.attributes(key).path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(key.at("/EnableKeyRotation").asBoolean()).isTrue();
  }

  /// Whoever may use the key names what for, so that no function opens another's secrets.
  @ParameterizedTest
  @MethodSource("functions")
  void keyIsUsedForOnePurpose(DeployedFunction function) {
    assertThat(
            function
                .statements()
                .filter(statement -> statement.path("Action").toString().contains("kms:")))
        .allSatisfy(statement ->
            assertThat(
                    statement
                        .at("/Condition/StringEquals")
                        .path("kms:EncryptionContext:purpose")
                        .asText())
                .isNotEmpty());
  }

  @Test
  void bucketIsPrivateEncryptedAndVersioned() {
    Resource bucket = TEMPLATE.resources("AWS::S3::Bucket").getFirst();
    assertThat(bucket.at("/PublicAccessBlockConfiguration"))
        .hasSize(4)
        .allMatch(JsonNode::asBoolean);
    assertThat(bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration")).isNotEmpty();
    assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
    assertThat(bucket.at("/CorsConfiguration/CorsRules/0/ExposedHeaders"))
        .extracting(JsonNode::asText)
        .contains("ETag", "Location");
    assertThat(
            TEMPLATE.resources("AWS::S3::BucketPolicy").getFirst().at("/PolicyDocument/Statement"))
        .anySatisfy(TemplateTest::deniesPlainHttp);
  }

  @Test
  void arrivalsReachEveryQueueThatWaitsForThem() {
    assertThat(
            TEMPLATE
                .resources("AWS::S3::Bucket")
                .getFirst()
                .at("/NotificationConfiguration/QueueConfigurations")
                .valueStream()
                .map(arrival ->
                    TEMPLATE.referred(arrival.path("Queue"))
                        + " "
                        + SamTemplate.scalars(arrival.at("/Filter/S3Key/Rules"))
                            .collect(Collectors.joining(" "))))
        .containsExactlyInAnyOrder(
            "DocumentsNormalQueue prefix documents/normal/",
            "DocumentsHighQueue prefix documents/high/",
            "ImagesNormalQueue prefix images/normal/",
            "ImagesHighQueue prefix images/high/",
            "ChunksQueue prefix derived/ suffix /chunks.manifest.json");
  }

  // The API

  @Test
  void onlyTheseRoutesAreOpenToAnybody() {
    assertThat(
            functions().stream()
                .flatMap(function -> function.events("HttpApi"))
                .filter(route -> route.at("/Auth/Authorizer").asText().equals("NONE"))
                .map(route -> route.path("Method").asText() + " " + route.path("Path").asText()))
        .containsExactlyInAnyOrder(
            "GET /healthz",
            "GET /readyz",
            "GET /metrics",
            "GET /openapi.json",
            "GET /openapi.yaml",
            "GET /docs",
            "GET /uppy/{proxy+}",
            "POST /uppy/{proxy+}",
            "DELETE /uppy/{proxy+}",
            "OPTIONS /{proxy+}",
            "OPTIONS /v1/{proxy+}");
  }

  @Test
  void authorizerIsCalledByItsAlias() {
    Resource api = TEMPLATE.resources("AWS::Serverless::HttpApi").getFirst();
    JsonNode caller = api.at("/Auth/Authorizers").path(api.at("/Auth/DefaultAuthorizer").asText());
    assertThat(caller.at("/FunctionArn/Ref").asText()).isEqualTo("Authorizer.Alias");
    assertThat(caller.at("/AuthorizerPayloadFormatVersion").asText()).isEqualTo("2.0");
    assertThat(caller.at("/EnableSimpleResponses").asBoolean()).isTrue();
    assertThat(caller.at("/Identity/ReauthorizeEvery").asInt()).isEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void environmentDoesNotNameTheApiThatNeedsTheFunction(DeployedFunction function) {
    assertThat(function.resource().at("/Environment").toString()).doesNotContain("HttpApi");
  }

  /// SAM takes an intrinsic function here for the whole CORS configuration.
  @Test
  void originsAreAList() {
    assertThat(
            TEMPLATE
                .resources("AWS::Serverless::HttpApi")
                .getFirst()
                .at("/CorsConfiguration/AllowOrigins")
                .isArray())
        .isTrue();
  }

  // Times that depend on each other

  @Test
  void leasesAndDeadlinesFitIntoEachOther() {
    assertThat(duration("RunLease")).isLessThan(duration("MessageVisibility"));
    assertThat(duration("DeliveryTimeout")).isLessThan(duration("DeliveryLease"));
  }

  @Test
  void everyModuleOfAFunctionIsDeployed() throws Exception {
    try (Stream<Path> modules = Files.list(RepositoryFiles.locate("functions"))) {
      assertThat(functions().stream().map(DeployedFunction::module).distinct())
          .containsExactlyInAnyOrderElementsOf(modules.filter(Files::isDirectory).toList());
    }
  }

  private static Duration duration(String parameter) {
    return Duration.parse(TEMPLATE.parameter(parameter).path("Default").asText());
  }

  private static boolean allows(JsonNode statement) {
    return statement.path("Effect").asText().equals("Allow");
  }

  private static JsonNode statement(DeployedFunction function, String sid) {
    return function
        .statements()
        .filter(statement -> statement.path("Sid").asText().equals(sid))
        .findFirst()
        .orElseThrow();
  }

  /// {@return the elements of a list, or a value that is alone}
  private static Set<JsonNode> elements(JsonNode value) {
    return value.isArray() ? value.valueStream().collect(Collectors.toSet()) : Set.of(value);
  }

  /// {@return the queues that dead letters and failures end in}
  private static Set<String> lastResorts() {
    Stream<JsonNode> deadLetters =
        queues().stream().map(queue -> queue.at("/RedrivePolicy/deadLetterTargetArn"));
    Stream<JsonNode> failures =
        functions().stream()
            .flatMap(function -> function.events("DynamoDB"))
            .map(event -> event.at("/DestinationConfig/OnFailure/Destination"));
    return Stream.concat(deadLetters, failures)
        .filter(target -> !target.isMissingNode())
        .map(target -> TEMPLATE.referred(target).id())
        .collect(Collectors.toSet());
  }

  private static void deniesPlainHttp(JsonNode statement) {
    assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
    assertThat(statement.at("/Condition/Bool/aws:SecureTransport").asText()).isEqualTo("false");
    assertThat(names(statement)).contains("Principal");
  }
}
