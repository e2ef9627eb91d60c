package dev.millrace.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.flag.Flags;
import dev.millrace.http.Gate;
import dev.millrace.http.Router;
import dev.millrace.id.Ids;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.inference.core.Chunk;
import dev.millrace.inference.core.MemoryKnowledge;
import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.model.Embeddings;
import dev.millrace.inference.core.model.ModelException;
import dev.millrace.inference.core.model.TextEmbedder;
import dev.millrace.inference.core.search.PassageIndex;
import dev.millrace.inference.core.search.SearchDocuments;
import dev.millrace.inference.core.summary.SummarizeRequest;
import dev.millrace.inference.core.summary.SummarizeText;
import dev.millrace.inference.core.thought.CaptureThought;
import dev.millrace.inference.core.thought.KnowledgeFlags;
import dev.millrace.inference.derived.DerivedDocumentParts;
import dev.millrace.inference.derived.DerivedPassages;
import dev.millrace.inference.djl.Models;
import dev.millrace.inference.http.ModelRoutes;
import dev.millrace.inference.http.SearchRoutes;
import dev.millrace.inference.http.ThoughtRoutes;
import dev.millrace.inference.search.ScanLimits;
import dev.millrace.inference.search.ScannedPassages;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryKeptRequests;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.OpenApi;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.ResultPart.Model;
import dev.millrace.upload.Run;
import dev.millrace.upload.SearchableDocument;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs the whole function, with the real embedder, on the events that lie in `events/`.
class InferenceHttpHandlerTest {
  private static final UploadRef DOCUMENT = new UploadRef("acme", "up_01");

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads uploads = new MemoryUploads(clock);
  private final MemoryObjects objects = new MemoryObjects();
  private final MemoryKnowledge knowledge = new MemoryKnowledge();
  private final MemoryFlags rules = new MemoryFlags();
  private final Flags flags = rules.flags();
  private final InferenceHttpHandler handler = new InferenceHttpHandler(router());

  @Test
  void theModelsAreListed() {
    APIGatewayV2HTTPResponse answer = handle(event("inference-http-models.json"));

    OpenApi.assertDescribed("GET", "/v1/models", answer);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(Json.tree(answer.getBody()).path("items").findValuesAsText("name"))
        .containsExactly("efficientnet-lite0", "all-minilm-l6-v2");
  }

  /// Of thirteen sentences about a harbour the summary keeps three, in their order.
  @Test
  void aTextIsSummarised() {
    APIGatewayV2HTTPEvent event = event("inference-http-summary.json");
    JsonNode body = Json.tree(event.getBody());
    event.setBody(Json.write(Map.of("text", body.path("text").asText(), "sentences", 3)));

    APIGatewayV2HTTPResponse answer = handle(event);

    OpenApi.assertDescribed("POST", "/v1/summaries", answer);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    JsonNode summary = Json.tree(answer.getBody());
    assertThat(summary.at("/summary/sentences").findValuesAsText("text"))
        .hasSize(3)
        .contains("The ferry was late on Monday because of fog.");
    assertThat(summary.at("/concepts").findValuesAsText("name")).contains("north quay", "boats");
    assertThat(summary.at("/model/name").asText()).isEqualTo("all-minilm-l6-v2");
  }

  @Test
  void aTextWithoutASentenceHasAnEmptySummary() {
    APIGatewayV2HTTPResponse answer = handle(withBody("{\"text\": \"17 + 4\"}"));

    OpenApi.assertDescribed("POST", "/v1/summaries", answer);
    assertThat(Json.tree(answer.getBody()).at("/summary/text").asText()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\": \"\"} | 400 | invalid_request",
        "{} | 400 | invalid_request",
        "{\"text\": \"A.\", \"sentences\": 0} | 400 | invalid_request",
        "no JSON | 400 | malformed_json"
      })
  void aWrongRequestIsRefused(String body, int status, String code) {
    assertRefused(withBody(body), status, code);
  }

  @Test
  void aLongTextIsRefused() {
    assertRefused(withBody(Json.write(Map.of("text", "x".repeat(100_001)))), 413, "text_too_large");
  }

  @Test
  void thoughtsAreTakenInReadAndDeleted() {
    APIGatewayV2HTTPResponse first = capture("Ferries should carry bicycles for free.");
    APIGatewayV2HTTPResponse second = capture("Let the ferry take bikes without charge.");

    OpenApi.assertDescribed("POST", "/v1/thoughts", first);
    OpenApi.assertDescribed("POST", "/v1/thoughts", second);
    assertThat(first.getStatusCode()).isEqualTo(201);
    String id = Json.tree(first.getBody()).path("id").asText();
    assertThat(first.getHeaders()).containsEntry("location", "/v1/thoughts/" + id);
    JsonNode insight = Json.tree(second.getBody()).path("insight");
    assertThat(insight.at("/links/0/path").asText()).isEqualTo("/v1/thoughts/" + id);
    assertThat(insight.at("/links/0/score").asDouble()).isGreaterThan(0.55);
    assertThat(knowledge.notices())
        .containsExactly("thought.captured", "thought.captured", "insight.generated");

    assertThat(read("/v1/thoughts").path("items")).hasSize(2);
    assertThat(read("/v1/insights").path("items")).hasSize(1);
    assertThat(read("/v1/patterns").path("items")).isEmpty();
    APIGatewayV2HTTPResponse one = handle(request("GET", "/v1/thoughts/" + id, ""));
    OpenApi.assertDescribed("GET", "/v1/thoughts/{thoughtId}", one);
    assertThat(Json.tree(one.getBody()).path("text").asText()).startsWith("Ferries should");
    assertThat(handle(request("DELETE", "/v1/thoughts/" + id, "")).getStatusCode()).isEqualTo(204);
    assertThat(handle(request("DELETE", "/v1/thoughts/" + id, "")).getStatusCode()).isEqualTo(404);
    assertThat(handle(request("GET", "/v1/thoughts/" + id, "")).getStatusCode()).isEqualTo(404);
  }

  @Test
  void aThoughtThatIsSentAgainIsKeptOnce() {
    APIGatewayV2HTTPEvent event = thought("Ferries should carry bicycles.");
    Map<String, String> headers = new HashMap<>(event.getHeaders());
    headers.put("idempotency-key", "once");
    event.setHeaders(headers);

    assertThat(handle(event).getBody()).isEqualTo(handle(event).getBody());
    assertThat(knowledge.notices()).containsExactly("thought.captured");
  }

  @Test
  void aSummaryThatIsAskedForAgainIsAnsweredWithTheFirst() {
    APIGatewayV2HTTPEvent event = event("inference-http-summary.json");
    Map<String, String> headers = new HashMap<>(event.getHeaders());
    headers.put("idempotency-key", "once");
    event.setHeaders(headers);
    APIGatewayV2HTTPResponse first = handle(event);
    clock.advance(Duration.ofHours(1));

    APIGatewayV2HTTPResponse second = handle(event);

    OpenApi.assertDescribed("POST", "/v1/summaries", second);
    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeaders()).containsEntry("idempotency-replayed", "true");
    assertThat(knowledge.notices()).containsExactly("document.summarized");
  }

  @Test
  void thoughtsThatAreNoneAreRefused() {
    assertThat(capture("").getStatusCode()).isEqualTo(400);
    assertThat(capture("x".repeat(2001)).getStatusCode()).isEqualTo(400);
    rules.set(KnowledgeFlags.CAPTURE, false);

    APIGatewayV2HTTPResponse answer = capture("Ferries.");

    OpenApi.assertDescribed("POST", "/v1/thoughts", answer);
    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(Json.tree(answer.getBody()).path("code").asText()).isEqualTo("feature_disabled");
  }

  @Test
  void earlierNamesOfRoutesStillWork() {
    assertThat(
            Json.tree(handle(request("GET", "/api/v1/model_info", "")).getBody())
                .path("num_classes")
                .asInt())
        .isEqualTo(1000);
    assertThat(
            handle(request("POST", "/api/knowledge/capture", "{\"text\":\"Hm.\"}")).getStatusCode())
        .isEqualTo(201);
    assertThat(handle(request("POST", "/api/summarize", "{\"text\":\"Hm.\"}")).getStatusCode())
        .isEqualTo(200);
  }

  @Test
  void aSummaryIsGivenAgain() {
    handle(event("inference-http-summary.json"));

    APIGatewayV2HTTPResponse again = handle(event("inference-http-summary.json"));

    assertThat(Json.tree(again.getBody()).path("source").asText()).isEqualTo("KEPT");
    assertThat(knowledge.notices()).containsExactly("document.summarized");
  }

  private APIGatewayV2HTTPResponse capture(String text) {
    return handle(thought(text));
  }

  private static APIGatewayV2HTTPEvent thought(String text) {
    return request("POST", "/v1/thoughts", Json.write(Map.of("text", text)));
  }

  private JsonNode read(String list) {
    APIGatewayV2HTTPResponse answer = handle(request("GET", list, ""));
    OpenApi.assertDescribed("GET", list, answer);
    return Json.tree(answer.getBody());
  }

  private static APIGatewayV2HTTPEvent request(String method, String path, String body) {
    APIGatewayV2HTTPEvent event = event("inference-http-summary.json");
    event.getRequestContext().getHttp().setMethod(method);
    event.setRawPath(path);
    event.setBody(body);
    return event;
  }

  @Test
  void documentsAreSearchedByWhatTheyMean() {
    understand(
        "The old quay was rebuilt in stone.",
        "On Monday the boat to the island did not leave on time because of fog.",
        "Bread is baked in the village each morning.");

    APIGatewayV2HTTPResponse answer = handle(event("inference-http-search.json"));

    OpenApi.assertDescribed("GET", "/v1/search", answer);
    JsonNode body = Json.tree(answer.getBody());
    assertThat(body.at("/items/0/snippet").asText()).startsWith("On Monday the boat");
    assertThat(body.at("/items/0/uploadId").asText()).isEqualTo("up_01");
    assertThat(body.at("/items/0/pageStart").asInt()).isEqualTo(2);
    assertThat(body.at("/items/0/score").asDouble()).isBetween(0.3, 1.0);
    assertThat(body.path("searched"))
        .isEqualTo(Json.tree("{\"documents\":1,\"chunks\":3,\"complete\":true}"));
  }

  @Test
  void placesAreReadInPages() {
    understand("The ferry was late.", "A ferry left early.", "Ferries run each hour.");
    List<Integer> chunks = new ArrayList<>();
    Map<String, String> query = Map.of("q", "ferry", "limit", "2");
    while (!query.isEmpty()) {
      APIGatewayV2HTTPEvent event = event("inference-http-search.json");
      event.setQueryStringParameters(query);
      APIGatewayV2HTTPResponse answer = handle(event);
      OpenApi.assertDescribed("GET", "/v1/search", answer);
      JsonNode body = Json.tree(answer.getBody());
      body.path("items").forEach(hit -> chunks.add(hit.path("chunk").asInt()));
      String next = body.path("nextCursor").asText();
      query = next.isEmpty() ? Map.of() : Map.of("q", "ferry", "limit", "2", "cursor", next);
    }

    assertThat(chunks).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void withoutItsModelASearchCanBeTriedLater() {
    SearchDocuments search =
        new SearchDocuments(
            new BrokenEmbedder(),
            (_, _, _) -> new PassageIndex.Found(List.of(), 0, 0, true),
            new DerivedPassages(uploads, objects));

    APIGatewayV2HTTPResponse answer =
        new InferenceHttpHandler(
                new SearchRoutes(search).addTo(new Router(new Work(Tracer.NONE), Gate.OPEN)))
            .handleRequest(event("inference-http-search.json"), FakeContext.withPlentyOfTime());

    OpenApi.assertDescribed("GET", "/v1/search", answer);
    assertThat(answer.getStatusCode()).isEqualTo(503);
  }

  @Test
  void embeddingsOfAnotherModelAreNotSearched() {
    understand("The ferry was late.");
    keepInsight(new Model("other", "9"));

    JsonNode body = Json.tree(handle(event("inference-http-search.json")).getBody());

    assertThat(body.path("items")).isEmpty();
    assertThat(body.at("/searched/chunks").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"'', 5", "ferry, 0", "ferry, 101", "ferry, many"})
  void aSearchForNothingOrForTooMuchIsRefused(String query, String limit) {
    APIGatewayV2HTTPEvent event = event("inference-http-search.json");
    event.setQueryStringParameters(Map.of("q", query, "limit", limit));

    APIGatewayV2HTTPResponse answer = handle(event);

    OpenApi.assertDescribed("GET", "/v1/search", answer);
    assertThat(answer.getStatusCode()).isEqualTo(400);
  }

  @Test
  void aCallerWithoutTheScopeIsRefused() {
    APIGatewayV2HTTPEvent event = event("inference-http-summary.json");
    event.getRequestContext().getAuthorizer().getLambda().put("scopes", "uploads:read");

    assertRefused(event, 403, "insufficient_scope");
  }

  private Router router() {
    Router router = new Router(new Work(Tracer.NONE), Gate.OPEN);
    SummarizeText summaries = new SummarizeText(new Embeddings(Models.EMBEDDER), 200);
    Idempotency idempotency =
        new Idempotency(new MemoryKeptRequests(), new Ids(clock, new Random(1))::next, clock);
    new ModelRoutes(
            List.of(Models.CLASSIFIER.description()),
            Models.EMBEDDER.description(),
            clock.instant(),
            new SummarizeRequest(
                summaries, Models.EMBEDDER.description().model(), knowledge, flags, clock),
            idempotency)
        .addTo(router);
    DerivedPassages passages = new DerivedPassages(uploads, objects);
    ScannedPassages index =
        new ScannedPassages(
            (tenant, limit) ->
                uploads.find(DOCUMENT).flatMap(SearchableDocument::of).stream().toList(),
            passages,
            Models.EMBEDDER.description(),
            ScanLimits.DEFAULT,
            Runnable::run);
    new ThoughtRoutes(
            new CaptureThought(Models.EMBEDDER, summaries, index, knowledge, flags, clock),
            knowledge,
            idempotency)
        .addTo(router);
    return new SearchRoutes(new SearchDocuments(Models.EMBEDDER, index, passages)).addTo(router);
  }

  /// Leaves a document behind as the pipeline does, each text on a page of its own.
  private void understand(String... texts) {
    Upload created = Samples.upload(DOCUMENT, Kind.PDF, 10, clock.instant());
    Run run = Run.of(Samples.object(created), 1, Kind.PDF, clock.instant());
    uploads.create(
        created.arrived(run.runId(), clock.instant()).done(false, clock.instant()), List.of());
    uploads.claim(run, "own_1", Duration.ofMinutes(1));
    ObjectKey.Derived part = ObjectKey.Derived.chunks(DOCUMENT, run.runId(), 1);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      lines.append(
          "{\"ordinal\":%d,\"pageStart\":%d,\"pageEnd\":%d,\"start\":0,\"end\":9,\"text\":\"%s\"}\n"
              .formatted(i, i + 1, i + 1, texts[i]));
    }
    objects.put(part, gzip(lines.toString()), "application/gzip");
    objects.put(
        ObjectKey.Derived.manifest(DOCUMENT, run.runId()),
        "{\"chunks\":%d,\"chunkParts\":[\"%s\"]}"
            .formatted(texts.length, part.value())
            .getBytes(StandardCharsets.UTF_8),
        "application/json");
    List<Chunk> chunks =
        IntStream.range(0, texts.length).mapToObj(i -> new Chunk(i, texts[i], "en")).toList();
    new DerivedDocumentParts(objects)
        .writeEmbeddings(run, chunks, Models.EMBEDDER.embed(List.of(texts)));
    keepInsight(Models.EMBEDDER.description().model());
  }

  private void keepInsight(Model model) {
    Upload upload = uploads.find(DOCUMENT).orElseThrow();
    Run run = uploads.find(DOCUMENT, String.valueOf(upload.runId())).orElseThrow();
    String key = ObjectKey.Derived.embeddings(DOCUMENT, run.runId()).value();
    ResultPart insight =
        new ResultPart.Insight(model, 384, 3, key, "en", null, List.of(), List.of());
    uploads.save(Change.quietly(upload).with(run, run).with(insight), List.of());
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void assertRefused(APIGatewayV2HTTPEvent event, int status, String code) {
    APIGatewayV2HTTPResponse answer = handle(event);

    OpenApi.assertDescribed("POST", "/v1/summaries", answer);
    assertThat(answer.getStatusCode()).isEqualTo(status);
    assertThat(Json.tree(answer.getBody()).path("code").asText()).isEqualTo(code);
  }

  private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    return handler.handleRequest(event, FakeContext.withPlentyOfTime());
  }

  private static APIGatewayV2HTTPEvent event(String name) {
    return Events.read(name, APIGatewayV2HTTPEvent.class);
  }

  private static APIGatewayV2HTTPEvent withBody(String body) {
    APIGatewayV2HTTPEvent event = event("inference-http-summary.json");
    event.setBody(body);
    return event;
  }

  private static final class BrokenEmbedder implements TextEmbedder {
    @Override
    public EmbedderDescription description() {
      return Models.EMBEDDER.description();
    }

    @Override
    public float[][] embed(List<String> texts) {
      throw new ModelException("broken");
    }
  }
}
