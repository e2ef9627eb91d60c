package dev.millrace.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.core.Check;
import dev.millrace.api.core.CheckReadiness;
import dev.millrace.api.core.DownloadOriginal;
import dev.millrace.api.core.ExamineSystem;
import dev.millrace.api.core.Probe;
import dev.millrace.api.core.ReadBatchResult;
import dev.millrace.api.core.ReadResult;
import dev.millrace.api.core.TemporaryLink;
import dev.millrace.api.core.TextParts.TextChunk;
import dev.millrace.api.core.TextParts.TextPage;
import dev.millrace.api.core.Waiting;
import dev.millrace.api.core.WatchUpload;
import dev.millrace.api.derived.DerivedTextParts;
import dev.millrace.api.http.BatchRoutes;
import dev.millrace.api.http.DoctorRoute;
import dev.millrace.api.http.OperationRoutes;
import dev.millrace.api.http.ResultRoutes;
import dev.millrace.api.http.UploadListRoutes;
import dev.millrace.api.http.UploadRoutes;
import dev.millrace.eta.EstimateTime;
import dev.millrace.eta.EstimateTime.Workers;
import dev.millrace.event.EventData.ImageLabel;
import dev.millrace.event.EventData.Reason;
import dev.millrace.http.Gate;
import dev.millrace.http.PublicUrl;
import dev.millrace.http.Router;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.limit.WaitingRoom;
import dev.millrace.page.Page;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryBatches;
import dev.millrace.testing.MemoryDurations;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryLeases;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.OpenApi;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Batch;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Progress;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.Scan;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class ApiHandlerTest {
  private static final String STATUS = "/v1/uploads/{uploadId}";
  private static final String ORIGINAL = "/v1/uploads/{uploadId}/original";
  private static final String EARLIER = "/upload-status/{uploadId}";
  private static final String RESULT = "/v1/uploads/{uploadId}/result";
  private static final ResultPart.Model MINILM = new ResultPart.Model("minilm", "1.0");

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final Instant now = clock.instant();
  private final Map<UploadRef, Upload> uploads = new HashMap<>();
  private final Map<String, List<ResultPart>> results = new HashMap<>();
  private final Upload created = Samples.upload(Samples.REF, Kind.PDF, 12, now);
  private final Upload extracting =
      created
          .arrived("run_1", now.plusSeconds(1))
          .verified("application/pdf", "abc", now.plusSeconds(3))
          .entering(UploadState.EXTRACTING, Stage.EXTRACTING, 15)
          .progressed(Stage.EXTRACTING, 30, new Progress("pages", 3, 9))
          .warned(List.of(new Reason("page_parse_error", "page 2 could not be read")))
          .written();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryBatches batches = new MemoryBatches(store);
  private Optional<String> preflight = Optional.empty();
  private final MemoryFlags flags = new MemoryFlags();
  private final List<String> listed = new ArrayList<>();
  private final MemoryObjects objects = new MemoryObjects();
  private final WaitingRoom room = new WaitingRoom(new MemoryLeases(clock), flags.flags());
  private boolean tableAnswers = true;

  // GET /v1/uploads

  @Test
  void listsTheTenantsUploads() {
    keep(extracting);

    APIGatewayV2HTTPResponse answer = list(Map.of("state", "EXTRACTING,FAILED", "limit", "2"));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(listed).containsExactly("acme 2 - [EXTRACTING, FAILED]");
    JsonNode page = Json.tree(answer.getBody());
    assertThat(page.at("/items/0/id").asText()).isEqualTo("up_01");
    String cursor = page.path("nextCursor").asText();
    list(Map.of("state", "EXTRACTING,FAILED", "cursor", cursor));
    assertThat(listed.getLast()).isEqualTo("acme 50 there [EXTRACTING, FAILED]");
    assertThat(code(list(Map.of("cursor", cursor)))).isEqualTo("invalid_cursor");
  }

  @Test
  void listsAllButWhatWasDeletedUnlessToldOtherwise() {
    list(Map.of());

    assertThat(listed.getFirst()).contains("CREATED", "EXPIRED").doesNotContain("DELETED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "done", "FAILED,", "failed"})
  void refusesToListOtherStates(String state) {
    assertThat(code(list(Map.of("state", state)))).isEqualTo("invalid_request");
  }

  // GET /v1/batches/{batchId}

  @Test
  void tellsHowABatchStands() {
    UploadRef second = new UploadRef("acme", "up_02");
    store.create(created, List.of());
    store.create(
        Samples.upload(second, Kind.PDF, 12, now).ended(UploadState.FAILED, null, now), List.of());
    batches.save(new Batch("acme", "bat_1", List.of("up_02", "up_01"), now));

    JsonNode batch = Json.tree(get("/v1/batches/{batchId}", "bat_1").getBody());

    assertThat(batch.path("total").asInt()).isEqualTo(2);
    assertThat(batch.path("terminal").asBoolean()).isFalse();
    assertThat(batch.path("percent").asInt()).isEqualTo(50);
    assertThat(batch.path("states")).isEqualTo(Json.tree(Map.of("CREATED", 1, "FAILED", 1)));
    assertThat(batch.at("/items/0/id").asText()).isEqualTo("up_02");
  }

  @Test
  void listsTheUploadsOfABatch() {
    for (String id : List.of("up_01", "up_02", "up_03")) {
      store.create(Samples.upload(new UploadRef("acme", id), Kind.PDF, 12, now), List.of());
    }
    batches.save(new Batch("acme", "bat_1", List.of("up_02", "up_01"), now));

    JsonNode first = Json.tree(list(Map.of("batchId", "bat_1", "limit", "1")).getBody());
    assertThat(first.at("/items").findValuesAsText("id")).containsExactly("up_02");
    JsonNode second =
        Json.tree(
            list(Map.of(
                    "batchId", "bat_1",
                    "limit", "1",
                    "cursor", first.path("nextCursor").asText()))
                .getBody());
    assertThat(second.at("/items").findValuesAsText("id")).containsExactly("up_01");
    assertThat(second.has("nextCursor")).isFalse();
    JsonNode failed = Json.tree(list(Map.of("batchId", "bat_1", "state", "FAILED")).getBody());
    assertThat(failed.path("items")).isEmpty();
    assertThat(list(Map.of("batchId", "bat_2")).getStatusCode()).isEqualTo(404);
  }

  @Test
  void knowsNoBatchesButTheTenantsOwn() {
    batches.save(new Batch("globex", "bat_1", List.of("up_01"), now));

    assertThat(get("/v1/batches/{batchId}", "bat_1").getStatusCode()).isEqualTo(404);
  }

  // GET /v1/batches/{batchId}/result

  @Test
  void tellsOfTheImagesOfABatchOneByOneAndTogether() {
    keepImage("up_01", "run_1", seen("HIGH", 0.9, 0.1));
    keepImage("up_02", "run_2", seen("MEDIUM", 0.3, 0.5));
    batches.save(new Batch("acme", "bat_1", List.of("up_02", "up_01"), now));

    JsonNode result = Json.tree(batchResult(Map.of()).getBody());

    assertThat(result.path("terminal").asBoolean()).isTrue();
    assertThat(result.at("/items/0/uploadId").asText()).isEqualTo("up_02");
    assertThat(result.at("/items/0/labels/0/name").asText()).isEqualTo("moped");
    assertThat(result.at("/combined/images").asInt()).isEqualTo(2);
    assertThat(result.at("/combined/labels/0/id").asText()).isEqualTo("n02124075");
    assertThat(result.at("/combined/labels/0/probability").asDouble()).isEqualTo(0.6);
    assertThat(result.at("/combined/labels/1/probability").asDouble()).isEqualTo(0.25);
    assertThat(result.at("/combined/labels/2/probability").asDouble()).isEqualTo(0.05);
    assertThat(result.at("/combined/groups/0/name").asText()).isEqualTo("animal");
    assertThat(result.at("/combined/groups/0/probability").asDouble()).isEqualTo(0.6);
    assertThat(result.at("/combined/confidence").asText()).isEqualTo("MEDIUM");
  }

  @Test
  void whatHasNoLabelsIsNotTakenTogether() {
    keepImage("up_01", "run_1", seen("LOW", 0.2, 0.1));
    keepImage("up_02", "run_2", unseen());
    UploadRef third = new UploadRef("acme", "up_03");
    store.create(Samples.upload(third, Kind.IMAGE, 12, now), List.of());
    batches.save(new Batch("acme", "bat_1", List.of("up_01", "up_02", "up_03"), now));

    JsonNode result = Json.tree(batchResult(Map.of()).getBody());

    assertThat(result.path("terminal").asBoolean()).isFalse();
    assertThat(result.at("/combined/images").asInt()).isEqualTo(1);
    assertThat(result.at("/items/1/labels/0/id").asText()).isEqualTo("error");
    assertThat(result.at("/items/2/status").asText()).isEqualTo("CREATED");
    assertThat(result.at("/items/2").has("labels")).isFalse();
  }

  @Test
  void labelsOfDifferentModelsAreNotTakenTogether() {
    ResultPart.Image first = seen("HIGH", 0.9, 0.1);
    keepImage("up_01", "run_1", first);
    keepImage(
        "up_02",
        "run_2",
        new ResultPart.Image(
            new ResultPart.Model("waste", "1"),
            first.labels(),
            List.of(),
            "HIGH",
            null,
            null,
            1,
            1));
    batches.save(new Batch("acme", "bat_1", List.of("up_01", "up_02"), now));

    assertThat(Json.tree(batchResult(Map.of()).getBody()).has("combined")).isFalse();
  }

  @Test
  void waitsForTheLastImageOfABatch() {
    store.create(created, List.of());
    batches.save(new Batch("acme", "bat_1", List.of("up_01"), now));

    assertThat(Json.tree(batchResult(Map.of("wait", "3")).getBody()).path("terminal").asBoolean())
        .isFalse();

    assertThat(clock.instant()).isEqualTo(now.plusSeconds(3));
    assertThat(code(batchResult(Map.of("wait", "21")))).isEqualTo("invalid_request");
    flags.set(WaitingRoom.PLACES, 0);
    assertThat(batchResult(Map.of("wait", "3")).getHeaders()).containsEntry("retry-after", "2");
  }

  @Test
  void thereIsNoResultOfAnothersBatch() {
    batches.save(new Batch("globex", "bat_1", List.of("up_01"), now));

    assertThat(batchResult(Map.of()).getStatusCode()).isEqualTo(404);
  }

  // GET /v1/doctor

  @Test
  void saysThatAllIsWell() {
    JsonNode findings = Json.tree(get("/v1/doctor", Map.of()).getBody());

    assertThat(findings.path("healthy").asBoolean()).isTrue();
    assertThat(findings.at("/checks").findValuesAsText("name"))
        .containsExactly("apiPreflight", "corsPreflight", "table");
  }

  @Test
  void saysWhatIsWrongAndWhatToDo() {
    preflight = Optional.of("The preflight is refused.");
    tableAnswers = false;

    APIGatewayV2HTTPResponse answer = get("/v1/doctor", Map.of());

    JsonNode findings = Json.tree(answer.getBody());
    assertThat(findings.path("healthy").asBoolean()).isFalse();
    assertThat(findings.at("/checks/1/problem").asText()).isEqualTo("The preflight is refused.");
    assertThat(findings.at("/checks/1/remedy").asText()).isEqualTo("Allow PUT.");
    assertThat(findings.at("/checks/2/problem").asText()).isEqualTo("It does not answer.");
    assertThat(answer.getBody()).doesNotContain("secret");
  }

  // GET /v1/uploads/{uploadId}/original

  @Test
  void leadsToWhatWasSent() {
    keep(extracting);

    APIGatewayV2HTTPResponse answer = get(ORIGINAL, Map.of());

    assertThat(answer.getStatusCode()).isEqualTo(302);
    assertThat(answer.getHeaders())
        .containsEntry("location", "https://s3.example.com/documents/normal/acme/up_01");
  }

  @Test
  void leadsToTheFirstOfEqualFiles() {
    UploadRef first = new UploadRef("acme", "up_00");
    keep(
        Samples.upload(first, Kind.PDF, 12, now)
            .arrived("run_0", now)
            .verified("application/pdf", "abc", now));
    keep(created.arrived("run_1", now).duplicating(find(first).orElseThrow(), now));

    assertThat(get(ORIGINAL, Map.of()).getHeaders().get("location")).endsWith("/up_00");
  }

  @ParameterizedTest
  @EnumSource(
      value = UploadState.class,
      names = {"REJECTED", "QUARANTINED", "CANCELLED", "EXPIRED", "FAILED", "CREATED"})
  void handsOutNothingThatWasNotFoundClean(UploadState state) {
    keep(state == UploadState.CREATED ? created : created.ended(state, null, now));

    assertThat(code(get(ORIGINAL, Map.of()))).isEqualTo("original_withheld");
  }

  @ParameterizedTest
  @EnumSource(value = Scan.class, mode = Mode.EXCLUDE, names = "CLEAN")
  void handsOutNothingThatAScannerHasNotLetPass(Scan scan) {
    keep(extracting.scanned(scan));

    assertThat(code(get(ORIGINAL, Map.of()))).isEqualTo("original_withheld");
  }

  // GET /upload-status/{uploadId}, the name of an earlier system

  @ParameterizedTest
  @CsvSource({
    "CREATED, queued", "UPLOADING, queued", "COMPLETING, queued", "UPLOADED, queued",
    "VERIFYING, processing", "QUEUED, queued", "EXTRACTING, processing", "INFERRING, processing",
    "COMPLETED, complete", "PARTIAL, complete", "DUPLICATE, complete", "FAILED, failed",
    "REJECTED, failed", "QUARANTINED, failed", "CANCELLED, failed", "EXPIRED, failed",
    "DELETED, failed"
  })
  void everyStateHasOneOfTheFourEarlierWords(UploadState state, String word) {
    keep(
        state == UploadState.CREATED
            ? created
            : state.terminal()
                ? created.ended(state, null, now)
                : created.entering(state, Stage.EXTRACTING, 20));

    JsonNode status = Json.tree(get(EARLIER, Map.of()).getBody());

    assertThat(status.path("status").asText()).isEqualTo(word);
    assertThat(status.path("document_id").asText()).isEqualTo("up_01");
    assertThat(status.path("progress").isInt()).isTrue();
    assertThat(status.path("estimated_completion").asLong() > 0).isEqualTo(!state.terminal());
  }

  // GET /v1/uploads/{uploadId}

  @Test
  void tellsWhereItStandsInItsQueue() {
    keep(created.uploaded(now));

    JsonNode upload = Json.tree(get(STATUS, Map.of()).getBody());

    assertThat(upload.path("queuePosition").asLong()).isEqualTo(7);
    assertThat(upload.path("etaSeconds").asLong()).isPositive();
  }

  @Test
  void tellsWhoeverFindsNoRoomToWaitToAskAgain() {
    flags.set(WaitingRoom.PLACES, 0);
    keep(created);

    APIGatewayV2HTTPResponse answer = get(STATUS, Map.of("wait", "20"));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders()).containsEntry("retry-after", "2");
    assertThat(clock.instant()).isEqualTo(now);
  }

  @Test
  void tellsHowAnUploadStands() {
    keep(extracting);

    APIGatewayV2HTTPResponse answer = get(STATUS, Map.of());

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders()).containsEntry("etag", "\"2\"").containsKey("x-request-id");
    assertThat(Json.tree(answer.getBody()))
        .isEqualTo(
            Json.tree(
                """
                {
                  "id": "up_01",
                  "state": "EXTRACTING",
                  "terminal": false,
                  "stage": "extracting",
                  "percent": 30,
                  "progress": {"unit": "pages", "done": 3, "total": 9},
                  "etaSeconds": 3,
                  "etaConfidence": "low",
                  "filename": "sample.pdf",
                  "contentType": "application/pdf",
                  "size": 12,
                  "priority": "normal",
                  "metadata": {"customer": "42"},
                  "runId": "run_1",
                  "attempt": 1,
                  "sha256": "abc",
                  "detectedType": "application/pdf",
                  "timings": {
                    "createdAt": "2026-01-01T00:00:00Z",
                    "uploadedAt": "2026-01-01T00:00:01Z",
                    "startedAt": "2026-01-01T00:00:03Z",
                    "queueMs": 2000
                  },
                  "warnings": [
                    {"code": "page_parse_error", "message": "page 2 could not be read"}
                  ],
                  "version": 2,
                  "links": {"self": "/v1/uploads/up_01", "result": "/v1/uploads/up_01/result"}
                }
                """));
  }

  @Test
  void tellsHowAnUploadStandsWhoseBytesAreAwaited() {
    keep(created);

    JsonNode upload = Json.tree(get(STATUS, Map.of()).getBody());

    assertThat(upload.get("state").asText()).isEqualTo("CREATED");
    assertThat(upload.has("runId") || upload.has("attempt") || upload.has("sha256")).isFalse();
    assertThat(upload.get("timings").size()).isEqualTo(1);
  }

  @Test
  void tellsWhyAnUploadFailed() {
    keep(failed());

    JsonNode upload = Json.tree(get(STATUS, Map.of()).getBody());

    assertThat(upload.get("terminal").asBoolean()).isTrue();
    assertThat(upload.get("percent").asInt()).isEqualTo(100);
    assertThat(upload.at("/error/code").asText()).isEqualTo("encrypted");
  }

  @Test
  void tellsTheHashOfTheBytesOnceItIsKnown() {
    keep(extracting);

    assertThat(Json.tree(get(STATUS, Map.of()).getBody()).get("sha256").asText()).isEqualTo("abc");
  }

  @Test
  void aDuplicateNamesTheEarlierUploadAndHasItsResultWhileThatIsThere() {
    Upload original =
        Samples.upload(new UploadRef("acme", "up_00"), Kind.IMAGE, 12, now)
            .arrived("run_0", now)
            .verified("image/png", "abc", now)
            .done(false, now);
    keep(original);
    results.put(
        "run_0",
        List.of(new ResultPart.Image(MINILM, List.of(), List.of(), "HIGH", null, null, 3, 4)));
    keep(created.duplicating(original, now));

    JsonNode status = Json.tree(get(STATUS, Map.of()).getBody());
    assertThat(status.get("state").asText()).isEqualTo("DUPLICATE");
    assertThat(status.get("duplicateOf").asText()).isEqualTo("up_00");
    assertThat(Json.tree(get(RESULT, Map.of()).getBody()).get("uploadId").asText())
        .isEqualTo("up_00");

    keep(original.deleted(now, now));
    assertThat(code(get(RESULT, Map.of()))).isEqualTo("no_result");
  }

  @Test
  void aDeletedUploadTellsWhatWasErasedAndHasNoResult() {
    keep(extracting.deleted(now, now).erasing(3, 0, 2).erased(now.plusSeconds(60)));
    results.put(
        "run_1",
        List.of(new ResultPart.Image(MINILM, List.of(), List.of(), "HIGH", null, null, 3, 4)));

    JsonNode status = Json.tree(get(STATUS, Map.of()).getBody());
    assertThat(status.get("filename").asText()).isEmpty();
    assertThat(status.at("/erasure/objects").asInt()).isEqualTo(3);
    assertThat(status.at("/erasure/completedAt").asText()).isEqualTo("2026-01-01T00:01:00Z");
    assertThat(code(get(RESULT, Map.of()))).isEqualTo("no_result");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"2\"", "\"1\", \"2\""})
  void whatHasBeenSeenIsNotSentAgain(String ifNoneMatch) {
    keep(extracting);

    APIGatewayV2HTTPResponse answer =
        get(STATUS, Map.of("wait", "20"), Map.of("if-none-match", ifNoneMatch));

    assertThat(answer.getStatusCode()).isEqualTo(304);
    assertThat(answer.getHeaders()).containsEntry("etag", "\"2\"");
    assertThat(clock.instant()).isEqualTo(now.plusSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "*", "nonsense", "\"99999999999999999999\""})
  void whatHasNotBeenSeenIsSentAtOnce(String ifNoneMatch) {
    keep(extracting);

    APIGatewayV2HTTPResponse answer =
        get(STATUS, Map.of("wait", "0"), Map.of("if-none-match", ifNoneMatch));

    assertThat(answer.getStatusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"21", "-1", "1.5", "", "ten", "100"})
  void refusesOtherWaits(String wait) {
    keep(created);

    APIGatewayV2HTTPResponse answer = get(STATUS, Map.of("wait", wait));

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("invalid_request");
    assertThat(Json.tree(answer.getBody()).at("/errors/0/field").asText()).isEqualTo("wait");
  }

  @ParameterizedTest
  @CsvSource({"up_02, acme", "nonsense, acme", "up_01, other", "up_01, NOT-A-TENANT"})
  void knowsNoUploadsButTheTenantsOwn(String uploadId, String tenantId) {
    keep(created);
    keepResult();

    for (String route : List.of(STATUS, RESULT, ORIGINAL, EARLIER)) {
      APIGatewayV2HTTPEvent event = event(route.replace("{uploadId}", uploadId));
      event.getRequestContext().getAuthorizer().getLambda().put("tenantId", tenantId);
      APIGatewayV2HTTPResponse answer = answer(route, event);

      assertThat(answer.getStatusCode()).isEqualTo(404);
      assertThat(code(answer)).isEqualTo("not_found");
    }
  }

  @Test
  void wantsTheScope() {
    keep(created);

    for (String route : List.of(STATUS, RESULT, ORIGINAL, EARLIER)) {
      APIGatewayV2HTTPEvent event = event(route.replace("{uploadId}", "up_01"));
      event.getRequestContext().getAuthorizer().getLambda().put("scopes", "uploads:write");
      APIGatewayV2HTTPResponse answer = answer(route, event);

      assertThat(answer.getStatusCode()).isEqualTo(403);
      assertThat(code(answer)).isEqualTo("insufficient_scope");
    }
  }

  // GET /v1/uploads/{uploadId}/result

  @Test
  void tellsWhatADocumentSays() {
    keep(extracting.done(true, now.plusSeconds(9)));
    keepResult(
        new ResultPart.Document(
            "application/pdf",
            9,
            1234,
            2,
            List.of(new ResultPart.FailedPage(2, "page_parse_error")),
            "Tides",
            null,
            null,
            null,
            "en",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "derived/acme/up_01/run_1/text.txt",
            "derived/acme/up_01/run_1/chunks.manifest.json"),
        new ResultPart.Insight(
            MINILM,
            384,
            2,
            "derived/acme/up_01/run_1/embeddings.bin",
            "en",
            new ResultPart.Summary("It ebbs.", List.of(new ResultPart.Sentence("It ebbs.", 0.7))),
            List.of(new ResultPart.Concept("tide", 0.9)),
            List.of(new Reason("language_not_supported", "It is in Dutch."))));

    APIGatewayV2HTTPResponse answer = get(RESULT, Map.of());

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(Json.tree(answer.getBody()))
        .isEqualTo(
            Json.tree(
                """
                {
                  "uploadId": "up_01",
                  "runId": "run_1",
                  "status": "PARTIAL",
                  "detectedType": "application/pdf",
                  "title": "Tides",
                  "pages": {
                    "total": 9,
                    "processed": 8,
                    "failed": [{"page": 2, "code": "page_parse_error"}]
                  },
                  "chars": 1234,
                  "chunks": 2,
                  "text": {
                    "href": "https://s3.example.com/derived/acme/up_01/run_1/text.txt",
                    "expiresAt": "2026-01-01T00:00:00Z"
                  },
                  "language": "en",
                  "summary": {
                    "text": "It ebbs.",
                    "sentences": [{"text": "It ebbs.", "score": 0.7}]
                  },
                  "concepts": [{"name": "tide", "score": 0.9}],
                  "embedding": {
                    "model": "minilm",
                    "dimension": 384,
                    "count": 2,
                    "href": "https://s3.example.com/derived/acme/up_01/run_1/embeddings.bin",
                    "expiresAt": "2026-01-01T00:00:00Z"
                  },
                  "models": [{"name": "minilm", "version": "1.0"}],
                  "warnings": [
                    {"code": "page_parse_error", "message": "page 2 could not be read"},
                    {"code": "language_not_supported", "message": "It is in Dutch."}
                  ]
                }
                """));
  }

  @Test
  void tellsWhatAnImageShows() {
    keep(extracting.done(false, now.plusSeconds(9)));
    keepResult(
        new ResultPart.Image(
            new ResultPart.Model("efficientnet-lite0", "1.0"),
            List.of(new ImageLabel("n02123045", "tabby", 0.21, null)),
            List.of(new ResultPart.Group("animal", 0.8)),
            "LOW",
            "Move closer.",
            null,
            640,
            480));

    JsonNode result = Json.tree(get(RESULT, Map.of()).getBody());

    assertThat(result.at("/labels/0/name").asText()).isEqualTo("tabby");
    assertThat(result.at("/groups/0/name").asText()).isEqualTo("animal");
    assertThat(result.get("confidence").asText()).isEqualTo("LOW");
    assertThat(result.get("retakeMessage").asText()).isEqualTo("Move closer.");
    assertThat(result.at("/image/width").asInt()).isEqualTo(640);
    assertThat(result.at("/models/0/name").asText()).isEqualTo("efficientnet-lite0");
    assertThat(result.has("pages") || result.has("text") || result.has("embedding")).isFalse();
  }

  @Test
  void tellsOfTextWithoutEmbeddings() {
    keep(extracting.done(true, now.plusSeconds(9)));
    keepResult(new ResultPart.Insight(MINILM, 384, 0, null, null, null, List.of(), List.of()));

    JsonNode result = Json.tree(get(RESULT, Map.of()).getBody());

    assertThat(result.at("/embedding/count").asInt()).isZero();
    assertThat(result.get("embedding").has("href")).isFalse();
    assertThat(result.has("summary")).isFalse();
  }

  @Test
  void tellsWhatIsThereOfAnUploadThatFailed() {
    keep(failed());
    keepResult(new ResultPart.Insight(MINILM, 384, 0, null, null, null, List.of(), List.of()));

    JsonNode result = Json.tree(get(RESULT, Map.of()).getBody());

    assertThat(result.get("status").asText()).isEqualTo("FAILED");
    assertThat(result.at("/error/code").asText()).isEqualTo("encrypted");
  }

  @Test
  void thereIsNoResultBeforeTheEnd() {
    keep(extracting);

    APIGatewayV2HTTPResponse answer = get(RESULT, Map.of());

    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(answer.getHeaders()).containsKey("retry-after");
    assertThat(code(answer)).isEqualTo("result_not_ready");
    assertThat(Json.tree(answer.getBody()).get("state").asText()).isEqualTo("EXTRACTING");
  }

  @Test
  void tellsWhyThereIsNoResult() {
    keep(failed());

    APIGatewayV2HTTPResponse answer = get(RESULT, Map.of());

    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(code(answer)).isEqualTo("no_result");
    JsonNode problem = Json.tree(answer.getBody());
    assertThat(problem.get("state").asText()).isEqualTo("FAILED");
    assertThat(problem.at("/error/code").asText()).isEqualTo("encrypted");
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPIRED", "CANCELLED", "DELETED"})
  void thereIsNoResultOfWhatNeverCame(UploadState state) {
    keep(created.ended(state, null, now));

    assertThat(code(get(RESULT, Map.of()))).isEqualTo("no_result");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "CREATED")
  void everyStateIsDescribed(UploadState state) {
    keep(
        state.terminal()
            ? created.ended(state, null, now)
            : created.entering(state, Stage.VERIFYING, 12));

    get(STATUS, Map.of());
    get(RESULT, Map.of());
  }

  // GET /v1/uploads/{uploadId}/result/…

  @Test
  void tellsOnlyThePartsThatAreWanted() {
    keepText(List.of("one"));

    JsonNode document = Json.tree(get(STATUS + "/result", Map.of("include", "document")).getBody());
    JsonNode image = Json.tree(get(STATUS + "/result", Map.of("include", "image")).getBody());

    assertThat(document.has("chars")).isTrue();
    assertThat(image.has("chars")).isFalse();
    assertThat(code(get(STATUS + "/result", Map.of("include", "documents"))))
        .isEqualTo("invalid_request");
  }

  @Test
  void theTextIsReadPageByPage() {
    keepText(List.of("one", "two", "three"));

    JsonNode first = Json.tree(get(STATUS + "/result/pages", Map.of("limit", "2")).getBody());
    String cursor = first.get("nextCursor").asText();
    JsonNode rest =
        Json.tree(get(STATUS + "/result/pages", Map.of("limit", "2", "cursor", cursor)).getBody());

    assertThat(first.get("items")).hasSize(2);
    assertThat(first.at("/items/0"))
        .isEqualTo(Json.tree("{\"page\":1,\"start\":0,\"end\":3,\"text\":\"one\"}"));
    assertThat(rest.at("/items/0/text").asText()).isEqualTo("three");
    assertThat(rest.has("nextCursor")).isFalse();
    assertThat(code(get(STATUS + "/result/chunks", Map.of("limit", "2", "cursor", cursor))))
        .isEqualTo("invalid_cursor");
  }

  @Test
  void anAnswerHoldsAMegabyteAtMost() {
    keepText(List.of("x".repeat(600_000), "y".repeat(600_000)));

    JsonNode first = Json.tree(get(STATUS + "/result/pages", Map.of()).getBody());

    assertThat(first.get("items")).hasSize(1);
    assertThat(first.has("nextCursor")).isTrue();
  }

  @Test
  void theTextIsReadChunkByChunk() {
    keepText(List.of("one"));

    JsonNode chunks = Json.tree(get(STATUS + "/result/chunks", Map.of()).getBody());

    assertThat(chunks.at("/items/0/headings/0").asText()).isEqualTo("Mills");
    assertThat(chunks.at("/items/0/tokens").asInt()).isEqualTo(1);
  }

  @Test
  void theWholeTextIsADownload() {
    keepText(List.of("one"));

    APIGatewayV2HTTPResponse answer = get(STATUS + "/result/text", Map.of());

    assertThat(answer.getStatusCode()).isEqualTo(302);
    assertThat(answer.getHeaders())
        .containsEntry("location", "https://s3.example.com/derived/acme/up_01/run_1/text.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/result/pages", "/result/chunks", "/result/text"})
  void thereIsNoTextWithoutADocument(String path) {
    keep(extracting.done(true, now.plusSeconds(9)));
    keepResult(new ResultPart.Insight(MINILM, 384, 0, null, null, null, List.of(), List.of()));

    assertThat(code(get(STATUS + path, Map.of()))).isEqualTo("no_result");
  }

  // Operation

  @Test
  void isHealthy() {
    APIGatewayV2HTTPResponse answer =
        answer("/healthz", Events.read("api-health.json", APIGatewayV2HTTPEvent.class));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void isReadyWhenAllComponentsAnswer() {
    APIGatewayV2HTTPResponse answer = answer("/readyz", event("/readyz"));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(Json.tree(answer.getBody()).at("/components/table").asText()).isEqualTo("ok");
  }

  @Test
  void isNotReadyWhenAComponentDoesNotAnswer() {
    tableAnswers = false;

    APIGatewayV2HTTPResponse answer = answer("/readyz", event("/readyz"));

    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.getBody()).doesNotContain("secret");
    assertThat(Json.tree(answer.getBody()))
        .isEqualTo(
            Json.tree(
                """
                {"status": "unavailable", "components": {"bucket": "ok", "table": "unavailable"}}
                """));
  }

  @Test
  void describesItself() {
    APIGatewayV2HTTPResponse answer = answer("/openapi.yaml", event("/openapi.yaml"));

    assertThat(answer.getBody()).startsWith("openapi: 3.1");
  }

  @Test
  void refusesWhatIsNotThere() {
    APIGatewayV2HTTPEvent event = event("/v1/uploads/up_01");
    event.getRequestContext().getHttp().setMethod("PATCH");

    assertThat(code(handle(event("/v1/nonsense")))).isEqualTo("not_found");
    assertThat(code(handle(event))).isEqualTo("method_not_allowed");
  }

  private Upload failed() {
    return extracting.ended(
        UploadState.FAILED, new Reason("encrypted", "The file is encrypted."), now.plusSeconds(9));
  }

  private void keep(Upload upload) {
    uploads.put(upload.ref(), upload);
  }

  /// Keeps an upload whose text has these pages, and one chunk.
  private void keepText(List<String> pages) {
    keep(extracting.done(true, now.plusSeconds(9)));
    StringBuilder lines = new StringBuilder();
    int start = 0;
    for (int i = 0; i < pages.size(); i++) {
      int end = start + pages.get(i).length();
      lines.append(Json.write(new TextPage(i + 1, start, end, pages.get(i)))).append('\n');
      start = end + 1;
    }
    TextChunk chunk =
        new TextChunk(
            0, 1, 1, 0, 3, List.of("Mills"), "TEXT", null, pages.getFirst(), "abc", 1, "en");
    objects.put(ObjectKey.Derived.pages(Samples.REF, "run_1", 1), gzip(lines.toString()), "x");
    objects.put(
        ObjectKey.Derived.chunks(Samples.REF, "run_1", 1), gzip(Json.write(chunk) + "\n"), "x");
    ObjectKey.Derived manifest = ObjectKey.Derived.manifest(Samples.REF, "run_1");
    objects.put(manifest, "{\"pageParts\":[\"p\"],\"chunkParts\":[\"c\"]}".getBytes(UTF_8), "x");
    keepResult(
        new ResultPart.Document(
            "application/pdf",
            pages.size(),
            start,
            1,
            List.of(),
            null,
            null,
            null,
            null,
            "en",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            ObjectKey.Derived.text(Samples.REF, "run_1").value(),
            manifest.value()));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void keepResult(ResultPart... parts) {
    results.put("run_1", List.of(parts));
  }

  private void keepImage(String uploadId, String runId, ResultPart.Image image) {
    UploadRef ref = new UploadRef("acme", uploadId);
    store.create(
        Samples.upload(ref, Kind.IMAGE, 12, now).arrived(runId, now).done(false, now), List.of());
    results.put(runId, List.of(image));
  }

  /// A cat, and what else there may be: a boat where the cat is the likelier, or else a moped.
  private static ResultPart.Image seen(String confidence, double cat, double other) {
    ImageLabel mau = new ImageLabel("n02124075", "Egyptian Mau", cat, null);
    return new ResultPart.Image(
        new ResultPart.Model("lite", "1"),
        cat > other
            ? List.of(mau, new ImageLabel("n02981792", "boat", other, null))
            : List.of(new ImageLabel("n03785016", "moped", other, null), mau),
        List.of(new ResultPart.Group("animal", cat), new ResultPart.Group("vehicle", other)),
        confidence,
        null,
        null,
        640,
        480);
  }

  private static ResultPart.Image unseen() {
    return new ResultPart.Image(
        new ResultPart.Model("lite", "1"),
        List.of(new ImageLabel("error", "Inference Error", 0, null)),
        List.of(),
        "LOW",
        "Unable to analyze image due to technical error.",
        "req_1",
        640,
        480);
  }

  private APIGatewayV2HTTPResponse batchResult(Map<String, String> query) {
    APIGatewayV2HTTPEvent event = event("/v1/batches/bat_1/result");
    event.setQueryStringParameters(query);
    return answer("/v1/batches/{batchId}/result", event);
  }

  private APIGatewayV2HTTPResponse get(String route, String batchId) {
    return answer(route, event(route.replace("{batchId}", batchId)));
  }

  private APIGatewayV2HTTPResponse list(Map<String, String> query) {
    return get("/v1/uploads", query, Map.of());
  }

  private APIGatewayV2HTTPResponse get(String route, Map<String, String> query) {
    return get(route, query, Map.of());
  }

  private APIGatewayV2HTTPResponse get(
      String route, Map<String, String> query, Map<String, String> headers) {
    APIGatewayV2HTTPEvent event = event(route.replace("{uploadId}", "up_01"));
    event.setQueryStringParameters(query);
    event.setHeaders(headers);
    return answer(route, event);
  }

  private APIGatewayV2HTTPResponse answer(String route, APIGatewayV2HTTPEvent event) {
    APIGatewayV2HTTPResponse answer = handle(event);
    OpenApi.assertDescribed("GET", route, answer);
    return answer;
  }

  private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    return new ApiHandler(router()).handleRequest(event, FakeContext.withPlentyOfTime());
  }

  private Router router() {
    Router router = new Router(new Work(Tracer.NONE), Gate.OPEN);
    Waiting waiting = new Waiting(room, clock::advance, clock);
    EstimateTime estimate =
        new EstimateTime(new MemoryDurations(), (_, _) -> 7, new Workers(10, 5), clock);
    new UploadRoutes(
            new WatchUpload(this::find, waiting),
            new DownloadOriginal(
                this::find,
                upload ->
                    new TemporaryLink("https://s3.example.com/" + upload.objectKey().value(), now)),
            estimate)
        .addTo(router);
    ReadResult readResult =
        new ReadResult(
            this::find,
            (ref, runId) -> results.getOrDefault(runId, List.of()),
            key -> new TemporaryLink("https://s3.example.com/" + key, now));
    new ResultRoutes(readResult, new DerivedTextParts(objects)).addTo(router);
    new UploadListRoutes(
            (tenantId, states, limit, after) -> {
              listed.add("%s %d %s %s".formatted(tenantId, limit, after.orElse("-"), states));
              return new Page<>(List.copyOf(uploads.values()), "there");
            },
            batches,
            estimate)
        .addTo(router);
    new BatchRoutes(batches, estimate, new ReadBatchResult(batches, readResult, waiting))
        .addTo(router);
    new DoctorRoute(
            new ExamineSystem(
                List.of(
                    new Check("corsPreflight", () -> preflight, "Allow PUT."),
                    Check.answers(new Probe("table", this::answerIfTableMay), "Deploy again."))),
            new PublicUrl("https://api.example.com"),
            api -> new Check("apiPreflight", Optional::empty, "Allow POST to " + api))
        .addTo(router);
    new OperationRoutes(
            new CheckReadiness(
                List.of(new Probe("bucket", () -> {}), new Probe("table", this::answerIfTableMay))),
            Wiring.description())
        .addTo(router);
    return router;
  }

  private Optional<Upload> find(UploadRef ref) {
    return Optional.ofNullable(uploads.get(ref));
  }

  private void answerIfTableMay() {
    if (!tableAnswers) {
      throw new IllegalStateException("secret");
    }
  }

  private static String code(APIGatewayV2HTTPResponse answer) {
    return Json.tree(answer.getBody()).get("code").asText();
  }

  private static APIGatewayV2HTTPEvent event(String path) {
    APIGatewayV2HTTPEvent event = Events.read("api-status.json", APIGatewayV2HTTPEvent.class);
    event.setRawPath(path);
    event.setQueryStringParameters(Map.of());
    return event;
  }
}
