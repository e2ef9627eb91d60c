package dev.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.millrace.json.Json;
import dev.millrace.testing.RepositoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every type of event has a schema and a sample, and they agree with the code. `-Dsamples.update`
/// writes the samples anew.
class EventSchemasTest {
  private static final Path SCHEMAS =
      RepositoryFiles.locate("shared-lib/src/main/resources/schemas");
  private static final Path SAMPLES = RepositoryFiles.locate("events/webhooks");

  private static final Map<String, JsonNode> BY_ID =
      files(SCHEMAS)
          .map(EventSchemasTest::json)
          .collect(Collectors.toMap(schema -> schema.get("$id").asText(), schema -> schema));
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemas(
                  BY_ID.entrySet().stream()
                      .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString()))));

  @ParameterizedTest
  @EnumSource
  void whatTheCodeSaysIsWhatTheSchemaSays(EventType type) {
    String body = SampleEvents.of(type).body();

    assertThat(problems(type, body)).isEmpty();
    assertThat(body.getBytes(UTF_8)).hasSizeLessThan(WebhookEvent.MAX_BODY_BYTES);
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldIsDescribed(EventType type) {
    JsonNode data = Json.tree(SampleEvents.of(type).body()).get("data");
    JsonNode schema = BY_ID.get(id("data/" + dataSchema(type)));

    assertThat(schema).isNotNull();
    assertThat(data.properties())
        .allSatisfy(field -> assertThat(schema.get("properties").has(field.getKey())).isTrue());
  }

  @ParameterizedTest
  @EnumSource
  void theSampleIsWhatTheCodeSays(EventType type) throws IOException {
    Path sample = SAMPLES.resolve(type.wireName() + ".json");
    JsonNode body = Json.tree(SampleEvents.of(type).body());
    if (Boolean.getBoolean("samples.update")) {
      Files.createDirectories(SAMPLES);
      Files.writeString(sample, body.toPrettyString() + "\n");
    }

    assertThat(json(sample)).isEqualTo(body);
  }

  /// Each character takes six bytes in JSON.
  @ParameterizedTest
  @MethodSource
  void whatIsLongIsLeftOutAndWhereItIsIsTold(EventData data, @Nullable String full) {
    String body = WebhookEvent.of("evt_1", "acme", "T#acme", Instant.EPOCH, 1L, data).body();

    assertThat(Json.write(data).getBytes(UTF_8)).hasSizeGreaterThan(WebhookEvent.MAX_BODY_BYTES);
    assertThat(body.getBytes(UTF_8)).hasSizeLessThan(WebhookEvent.MAX_BODY_BYTES);
    assertThat(problems(data.type(), body)).isEmpty();
    assertThat(Json.tree(body).at("/data/full").asText(null)).isEqualTo(full);
  }

  static Stream<Arguments> whatIsLongIsLeftOutAndWhereItIsIsTold() {
    return LongEvents.all().entrySet().stream()
        .map(event ->
            Arguments.argumentSet(
                event.getKey().type().wireName(), event.getKey(), event.getValue().orElse(null)));
  }

  @ParameterizedTest
  @EnumSource
  void aBodyOfAnotherTypeIsNotValid(EventType type) {
    EventType other = type == EventType.PING ? EventType.UPLOAD_CREATED : EventType.PING;

    assertThat(problems(type, SampleEvents.of(other).body())).isNotEmpty();
  }

  @Test
  void nothingIsDescribedThatIsNot() {
    assertThat(files(SAMPLES).map(EventSchemasTest::typeOf))
        .allSatisfy(name -> assertThat(EventType.of(name)).isPresent());
    assertThat(files(SCHEMAS).filter(file -> SCHEMAS.equals(file.getParent())))
        .extracting(EventSchemasTest::typeOf)
        .allSatisfy(name -> assertThat(EventType.of(name)).isPresent());
  }

  private static String problems(EventType type, String body) {
    return REGISTRY
        .getSchema(SchemaLocation.of(id(type.wireName())))
        .validate(
            body,
            InputFormat.JSON,
            run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  private static String dataSchema(EventType type) {
    return switch (type) {
      case DOCUMENT_EXTRACTED,
          DOCUMENT_SUMMARIZED,
          IMAGE_CLASSIFIED,
          THOUGHT_CAPTURED,
          INSIGHT_GENERATED,
          PATTERN_DETECTED,
          ENDPOINT_DISABLED ->
          type.wireName().replace('.', '-');
      case PING -> "ping";
      case UPLOAD_CREATED,
          UPLOAD_UPLOADED,
          UPLOAD_VERIFIED,
          UPLOAD_DUPLICATE,
          UPLOAD_REJECTED,
          UPLOAD_QUARANTINED,
          UPLOAD_EXTRACTING,
          UPLOAD_COMPLETED,
          UPLOAD_PARTIAL,
          UPLOAD_FAILED,
          UPLOAD_CANCELLED,
          UPLOAD_EXPIRED,
          UPLOAD_DELETED ->
          "upload";
    };
  }

  private static String id(String name) {
    return "https://millrace.dev/schemas/" + name + ".json";
  }

  private static String typeOf(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      return Json.tree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
