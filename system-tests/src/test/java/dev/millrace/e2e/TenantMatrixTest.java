package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.millrace.auth.ApiKey;
import dev.millrace.auth.dynamodb.DynamoApiKeys;
import dev.millrace.json.Json;
import dev.millrace.local.LocalStack;
import dev.millrace.local.Services;
import dev.millrace.testing.RepositoryFiles;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Whoever knows the id of another tenant's thing gets nowhere with it: every operation of
/// `docs/openapi.yaml` answers 404, and no list shows it. The operations come from the description,
/// so that a new one cannot be forgotten: it fails here until an id for its parameter is given.
class TenantMatrixTest {
  private static final String STRANGER_KEY = "mk_stranger_of_the_matrix";

  /// What the gateway answers while a function takes too long to start.
  private static final int COLD = 503;

  private static final int MAX_TRIES = 6;
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)\\}");

  /// Bodies that are right, where an empty object is none.
  private static final Map<String, String> BODIES =
      Map.of(
          "signParts", "{\"partNumbers\": [1]}",
          "uppyComplete", "{\"parts\": []}");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> owned = new HashMap<>();
  private String strangerToken = "";

  private record Operation(String id, String method, String path, JsonNode item) {
    List<String> parameters() {
      return PARAMETER.matcher(path).results().map((MatchResult match) -> match.group(1)).toList();
    }

    boolean isPublic() {
      JsonNode security = item.at("/" + method + "/security");
      return security.isArray() && security.isEmpty() && !parameters().contains("token");
    }
  }

  @Test
  void nobodyGetsAtWhatIsAnothers() throws Exception {
    own();
    List<String> table = new ArrayList<>();
    List<String> leaks = new ArrayList<>();
    for (Operation operation : operations()) {
      String outcome = outcome(operation);
      table.add(
          "%-7s %-58s %s"
              .formatted(operation.method().toUpperCase(Locale.ROOT), operation.path(), outcome));
      if (outcome.startsWith("LEAK")) {
        leaks.add(table.getLast());
      }
    }
    System.out.println("Every route x another tenant's id\n" + String.join("\n", table));
    assertThat(leaks).isEmpty();
    HttpResponse<String> upload = owner("GET", "/v1/uploads/" + owned.get("uploadId"), "");
    assertThat(Json.tree(upload.body()).path("state").asText()).isEqualTo("CREATED");
  }

  private String outcome(Operation operation) throws IOException, InterruptedException {
    if (operation.isPublic()) {
      return "public";
    }
    boolean naming = operation.parameters().stream().anyMatch(name -> !name.equals("token"));
    if (!naming && !operation.method().equals("get")) {
      return "names nothing";
    }
    HttpResponse<String> answer = stranger(operation);
    if (naming) {
      return answer.statusCode() == 404 ? "404" : "LEAK? " + answer.statusCode() + answer.body();
    }
    return owned.values().stream().filter(id -> id.length() > 8).anyMatch(answer.body()::contains)
        ? "LEAK " + answer.body()
        : answer.statusCode() + ", shows nothing of it";
  }

  private HttpResponse<String> stranger(Operation operation)
      throws IOException, InterruptedException {
    String path = operation.path();
    for (String parameter : operation.parameters()) {
      String value = parameter.equals("token") ? strangerToken : owned.get(parameter);
      assertThat(value).as("an id for {%s} of %s", parameter, operation.path()).isNotNull();
      path = path.replace("{" + parameter + "}", encoded(value));
    }
    if (operation.parameters().contains("s3UploadId")) {
      path += "?partNumbers=1&key=" + encoded(owned.getOrDefault("key", ""));
    }
    boolean empty = List.of("get", "delete").contains(operation.method());
    return send(
        operation.method().toUpperCase(Locale.ROOT),
        path,
        empty ? "" : BODIES.getOrDefault(operation.id(), "{}"),
        STRANGER_KEY);
  }

  /// Makes one of everything, as the tenant of the local stack.
  private void own() throws IOException, InterruptedException {
    Services services = Stack.LOCAL.services();
    new DynamoApiKeys(
            services.dynamoDb().client(services.credentials()),
            services.template().output("ControlTable").orElseThrow())
        .save(ApiKey.of(STRANGER_KEY, "key_stranger", "stranger", List.of("*"), Instant.now()));
    String file = "{\"filename\": \"a.txt\", \"size\": 9}";
    owned.put("uploadId", id(owner("POST", "/v1/uploads", file), "/id"));
    owned.put(
        "batchId",
        id(owner("POST", "/v1/uploads:batch", "{\"uploads\":[" + file + "]}"), "/batchId"));
    owned.put("endpointId", id(owner("GET", "/v1/webhook-endpoints", ""), "/items/0/id"));
    String endpoint = "/v1/webhook-endpoints/" + owned.get("endpointId");
    owned.put("deliveryId", id(owner("POST", endpoint + ":test", ""), "/deliveryId"));
    owned.put("replayId", id(owner("POST", endpoint + ":replay", ""), "/id"));
    owned.put(
        "thoughtId",
        id(owner("POST", "/v1/thoughts", "{\"text\": \"Boats at the quay.\"}"), "/id"));
    HttpResponse<String> token = owner("POST", "/v1/upload-tokens", "{\"ttlSeconds\": 600}");
    owned.put("tokenId", id(token, "/id"));
    HttpResponse<String> parts =
        owner(
            "POST",
            "/uppy/" + id(token, "/token") + "/s3/multipart",
            "{\"filename\": \"a.txt\", \"type\": \"text/plain\"}");
    owned.put("s3UploadId", id(parts, "/uploadId"));
    owned.put("key", id(parts, "/key"));
    owned.put("partNumber", "1");
    strangerToken =
        id(send("POST", "/v1/upload-tokens", "{\"ttlSeconds\": 600}", STRANGER_KEY), "/token");
  }

  private static List<Operation> operations() throws IOException {
    JsonNode paths =
        new YAMLMapper().readTree(RepositoryFiles.read("docs/openapi.yaml")).path("paths");
    return paths.properties().stream()
        .flatMap(path ->
            path.getValue().properties().stream()
                .filter(entry -> entry.getValue().has("operationId"))
                .map(entry ->
                    new Operation(
                        entry.getValue().path("operationId").asText(),
                        entry.getKey(),
                        path.getKey(),
                        path.getValue())))
        .toList();
  }

  private HttpResponse<String> owner(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, body, LocalStack.API_KEY);
  }

  private HttpResponse<String> send(String method, String path, String body, String key)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(Stack.LOCAL.api() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    for (int tries = 1; answer.statusCode() == COLD && tries < MAX_TRIES; tries++) {
      answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    }
    return answer;
  }

  private static String id(HttpResponse<String> answer, String pointer) {
    String id = Json.tree(answer.body()).at(pointer).asText();
    assertThat(id).as(answer.statusCode() + " " + answer.body()).isNotEmpty();
    return id;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
