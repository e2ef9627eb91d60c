package dev.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.event.EventType;
import dev.millrace.http.HttpRequest;
import dev.millrace.json.Json;
import dev.millrace.malware.ScanVerdict;
import dev.millrace.testing.RepositoryFiles;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.arrival.Arrival;
import dev.millrace.upload.s3.ObjectArrivals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sample events are what AWS sends, tell one story, and are understood by the code.
class EventsTest {
  private static final UploadRef UPLOAD = new UploadRef("acme", "up_01m83vvae04x7n2v5c0r9w3j6h");
  private static final SamTemplate TEMPLATE = SamTemplate.read();

  @Test
  void requestsCarryTheCaller() {
    HttpRequest create = request("presign-create");
    assertThat(create.method()).isEqualTo("POST");
    assertThat(create.caller()).hasValueSatisfying(c -> assertThat(c.tenantId()).isEqualTo("acme"));
    assertThat(create.json(JsonNode.class).path("size").asLong())
        .isEqualTo(RepositoryFiles.locate("events/samples/millrace.pdf").toFile().length());
    assertThat(request("api-status").path()).isEqualTo("/v1/uploads/" + UPLOAD.uploadId());
    assertThat(request("api-health").caller()).isEmpty();
    assertThat(request("inference-http-models").path()).isEqualTo("/v1/models");
    assertThat(request("inference-http-summary").json(JsonNode.class).path("text").asText())
        .startsWith("The ferry was late");
  }

  @Test
  void authorizerSeesTheKey() {
    APIGatewayV2CustomAuthorizerEvent event =
        load("authorizer-request", APIGatewayV2CustomAuthorizerEvent.class);
    assertThat(event.getIdentitySource()).containsExactly("Bearer mk_example_key_of_acme");
    assertThat(event.getRouteKey()).isEqualTo("ANY /v1/{proxy+}");
  }

  @Test
  void documentArrivesBareOrThroughItsQueue() {
    Arrival throughQueue = arrival("extraction-document");
    assertThat(throughQueue.key()).isInstanceOf(ObjectKey.Original.class);
    assertThat(throughQueue.key().upload()).isEqualTo(UPLOAD);
    assertThat(ObjectArrivals.read(text("extraction-s3-put"))).containsExactly(throughQueue);
    assertThat(load("extraction-s3-put", S3Event.class).getRecords()).hasSize(1);
  }

  @Test
  void documentIsFoundClean() {
    Arrival.Stored stored = (Arrival.Stored) arrival("extraction-document");
    assertThat(arrival("extraction-scanned"))
        .isEqualTo(
            new Arrival.Scanned(
                stored.key(),
                stored.object().etag(),
                stored.object().versionId(),
                new ScanVerdict.Clean()));
  }

  @Test
  void imageArrivesWithItsPriority() {
    assertThat(arrival("inference-image").key())
        .isInstanceOfSatisfying(ObjectKey.Original.class, key -> assertThat(key.image()).isTrue());
  }

  @Test
  void manifestIsThatOfTheDocumentsRun() {
    StoredObject document = ((Arrival.Stored) arrival("extraction-document")).object();
    assertThat(arrival("inference-chunks").key())
        .isEqualTo(ObjectKey.Derived.manifest(UPLOAD, document.runId(1)));
  }

  @Test
  void streamShowsAnEventOfTheOutbox() {
    DynamodbEvent.DynamodbStreamRecord entry =
        load("relay-event", DynamodbEvent.class).getRecords().getFirst();
    assertThat(entry.getEventName()).isEqualTo("INSERT");
    JsonNode item = Json.tree(text("relay-event")).at("/Records/0/dynamodb/NewImage");
    assertThat(item.at("/pk/S").asText()).isEqualTo(UPLOAD.partition());
    assertThat(item.at("/sk/S").asText()).isEqualTo("EVENT#" + item.at("/eventId/S").asText());
    JsonNode body = Json.tree(item.at("/body/S").asText());
    assertThat(EventType.of(body.path("type").asText())).contains(EventType.UPLOAD_COMPLETED);
  }

  @Test
  void deliveryIsAskedFor() {
    SQSEvent.SQSMessage message = message("dispatch-delivery");
    assertThat(Json.tree(message.getBody()).path("type").asText()).isEqualTo("delivery.requested");
    assertThat(message.getAttributes().get("MessageGroupId")).startsWith("ep_");
  }

  @Test
  void minutePasses() {
    assertThat(load("sweeper-schedule", ScheduledEvent.class).getDetailType())
        .isEqualTo("Scheduled Event");
  }

  @ParameterizedTest
  @ValueSource(strings = {"socket-connect", "socket-subscribe", "socket-disconnect"})
  void socketNamesItsConnection(String name) {
    assertThat(load(name, APIGatewayV2WebSocketEvent.class).getRequestContext().getConnectionId())
        .isNotBlank();
  }

  @Test
  void everyEventFileIsJsonAndDescribed() throws Exception {
    String readme = RepositoryFiles.read("events/README.md");
    try (Stream<Path> files = Files.list(RepositoryFiles.locate("events"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".json")))
          .isNotEmpty()
          .allSatisfy(file -> {
            assertThat(Json.tree(RepositoryFiles.read(file.toString())).isObject()).isTrue();
            assertThat(readme).contains(file.getFileName().toString());
          });
    }
  }

  /// The SAM CLI drops variables that the template does not set, and knows no names of resources.
  @Test
  void localEnvironmentSetsWhatOnlyAStackKnows() {
    Set<String> local = SamTemplate.names(localEnvironment());
    Set<String> deployed = new HashSet<>();
    SamTemplate.names(TEMPLATE.functionDefaults().at("/Environment/Variables"))
        .forEach(deployed::add);
    for (DeployedFunction function : DeployedFunction.all(TEMPLATE)) {
      function
          .resource()
          .at("/Environment/Variables")
          .propertyStream()
          .peek(variable -> deployed.add(variable.getKey()))
          .filter(variable -> namesAResource(variable.getValue()))
          .forEach(variable -> assertThat(local).contains(variable.getKey()));
    }
    assertThat(deployed).containsAll(local);
  }

  private static JsonNode localEnvironment() {
    return Json.tree(text("env.local")).path("Parameters");
  }

  private static boolean namesAResource(JsonNode value) {
    return value.has("Fn::Sub")
        || (value.has("Ref") && TEMPLATE.parameter(value.path("Ref").asText()).isMissingNode());
  }

  private static Arrival arrival(String name) {
    List<Arrival> arrivals = ObjectArrivals.read(message(name).getBody());
    assertThat(arrivals).hasSize(1);
    return arrivals.getFirst();
  }

  private static SQSEvent.SQSMessage message(String name) {
    return load(name, SQSEvent.class).getRecords().getFirst();
  }

  private static HttpRequest request(String name) {
    return HttpRequest.of(load(name, APIGatewayV2HTTPEvent.class));
  }

  private static <T> T load(String name, Class<T> type) {
    return EventLoader.loadEvent(file(name).toString(), type);
  }

  private static String text(String name) {
    return RepositoryFiles.read("events/" + name + ".json");
  }

  private static Path file(String name) {
    return RepositoryFiles.locate("events/" + name + ".json");
  }
}
