package dev.millrace.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Holds answers against `docs/openapi.yaml`: the status must be told there for the operation, and
/// the body must be what it says, without a field that it does not know.
public final class OpenApi {
  private static final String DOCUMENT = "https://millrace.dev/openapi";
  private static final String COMPONENT = "#/components/schemas/";

  private static final JsonNode DESCRIPTION = strict(read());
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry -> registry.schemas(Map.of(DOCUMENT, DESCRIPTION.toString())));

  private OpenApi() {}

  /// Fails unless the description tells of such an answer.
  ///
  /// @param path as the description has it, such as `/v1/uploads/{uploadId}`
  public static void assertDescribed(String method, String path, APIGatewayV2HTTPResponse answer) {
    String status = Integer.toString(answer.getStatusCode());
    String pointer =
        "/paths/%s/%s/responses/%s"
            .formatted(escaped(path), method.toLowerCase(Locale.ROOT), status);
    JsonNode response = DESCRIPTION.at(pointer);
    assertThat(response.isMissingNode()).as("%s %s may answer %s", method, path, status).isFalse();
    if (response.has("$ref")) {
      pointer = response.get("$ref").asText().substring(1);
      response = DESCRIPTION.at(pointer);
    }
    if (!response.has("content")) {
      assertThat(answer.getBody()).as("body of %s", status).isEmpty();
      return;
    }
    String contentType = answer.getHeaders().getOrDefault("content-type", "none");
    assertThat(response.get("content").has(contentType)).as(contentType).isTrue();
    if (contentType.endsWith("json")) {
      assertValid(pointer + "/content/" + escaped(contentType) + "/schema", answer.getBody());
    }
  }

  /// Fails unless a text is the JSON that a schema of the description tells.
  ///
  /// @param schema name among `components.schemas`
  public static void assertValid(String schema, JsonNode json) {
    assertValid(COMPONENT.substring(1) + schema, json.toString());
  }

  private static void assertValid(String pointer, String json) {
    Schema schema = SCHEMAS.getSchema(SchemaLocation.of(DOCUMENT + "#" + pointer));
    assertThat(
            schema.validate(
                json,
                InputFormat.JSON,
                run -> run.executionConfig(config -> config.formatAssertionsEnabled(true))))
        .as(json)
        .isEmpty();
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(RepositoryFiles.read("docs/openapi.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Forbids what a schema does not name, which the description itself must not do: its readers are
  /// to tolerate new fields. A schema that others extend stays open.
  private static JsonNode strict(JsonNode description) {
    Set<String> extended = new HashSet<>();
    for (JsonNode extension : description.findValues("allOf")) {
      extension.forEach(part -> extended.add(part.path("$ref").asText().replace(COMPONENT, "")));
    }
    for (Map.Entry<String, JsonNode> schema : description.at("/components/schemas").properties()) {
      if (!extended.contains(schema.getKey())) {
        close(schema.getValue());
      }
    }
    return description;
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object && (object.has("properties") || object.has("allOf"))) {
      object.put("unevaluatedProperties", false);
    }
    schema.path("properties").forEach(OpenApi::close);
    if (schema.has("items")) {
      close(schema.get("items"));
    }
  }
}
