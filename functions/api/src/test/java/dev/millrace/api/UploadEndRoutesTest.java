package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.millrace.api.core.CancelUpload;
import dev.millrace.api.core.DeleteUpload;
import dev.millrace.api.core.ReprocessUpload;
import dev.millrace.api.http.UploadEndRoutes;
import dev.millrace.http.Gate;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryKeptRequests;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.OpenApi;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunStore.Claim;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class UploadEndRoutesTest {
  private static final String ONE = "/v1/uploads/{uploadId}";
  private static final String CANCEL = ONE + "/cancel";
  private static final String REPROCESS = ONE + "/reprocess";
  private static final Duration LEASE = Duration.ofSeconds(50);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final Uploads uploads = new Uploads(store, clock);
  private final MemoryKeptRequests requests = new MemoryKeptRequests();
  private int ids;

  // Cancel

  @Test
  void anUploadThatAwaitsItsBytesIsCancelledOnce() {
    create();

    assertThat(call("POST", CANCEL).getStatusCode()).isEqualTo(200);
    assertThat(call("POST", CANCEL).getStatusCode()).isEqualTo(200);

    assertThat(upload().state()).isEqualTo(UploadState.CANCELLED);
    assertThat(store.eventTypes()).containsExactly("upload.created", "upload.cancelled");
  }

  @Test
  void cancellingTakesTheRunFromItsWorker() {
    Run run = inWork();

    call("POST", CANCEL);

    assertThat(store.renew(run, LEASE)).as("the worker notices").isFalse();
    assertThat(store.find(run.upload(), run.runId()).orElseThrow().endedAt())
        .isEqualTo(clock.instant());
  }

  @Test
  void anUploadThatHasEndedCannotBeCancelled() {
    create();
    change(u -> u.done(false, clock.instant()));

    APIGatewayV2HTTPResponse answer = call("POST", CANCEL);

    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(code(answer)).isEqualTo("upload_ended");
    assertThat(Json.tree(answer.getBody()).get("state").asText()).isEqualTo("COMPLETED");
  }

  // Delete

  @Test
  void anUploadThatHasChangedIsNotDeletedUnseen() {
    create();
    String seen = "\"%d\"".formatted(upload().version());
    change(u -> u.done(false, clock.instant()));

    APIGatewayV2HTTPResponse refused = call("DELETE", ONE, "if-match", seen);
    assertThat(refused.getStatusCode()).isEqualTo(412);
    assertThat(code(refused)).isEqualTo("precondition_failed");
    assertThat(upload().state()).isEqualTo(UploadState.COMPLETED);

    String now = refused.getHeaders().getOrDefault("etag", "");
    assertThat(call("DELETE", ONE, "if-match", "\"0\", " + now).getStatusCode()).isEqualTo(202);
    assertThat(call("DELETE", ONE, "if-match", now).getStatusCode())
        .as("a repeat of what was done")
        .isEqualTo(202);
  }

  @ParameterizedTest
  @CsvSource({"*, 202", "W/\"1\", 412", "nonsense, 412"})
  void aPreconditionNamesVersions(String expected, int status) {
    create();
    change(u -> u.done(false, clock.instant()));

    assertThat(call("DELETE", ONE, "if-match", expected).getStatusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource(value = UploadState.class, mode = Mode.EXCLUDE, names = "DELETED")
  void whateverItsStateAnUploadCanBeDeleted(UploadState state) {
    create();
    change(u -> reached(u, state));

    assertThat(call("DELETE", ONE).getStatusCode()).isEqualTo(202);
    assertThat(call("DELETE", ONE).getStatusCode()).isEqualTo(202);

    assertThat(upload().state()).isEqualTo(UploadState.DELETED);
    assertThat(upload().erasure()).isNotNull();
    assertThat(upload().dueAt()).isEqualTo(clock.instant());
    assertThat(store.eventTypes()).as("told once it is erased").containsExactly("upload.created");
  }

  @Test
  void whatAWorkerStillHoldsIsErasedWhenItHasLetGo() {
    Run run = inWork();

    call("DELETE", ONE);

    assertThat(upload().dueAt()).isEqualTo(run.leaseUntil());
    assertThat(store.renew(run, LEASE)).isFalse();
  }

  // Reprocess

  @Test
  void aRepeatedRequestWithAKeyStartsOneRun() {
    Run first = inWork();
    uploads.change(
        first.upload(),
        u ->
            Optional.of(
                Change.to(u.ended(UploadState.FAILED, null, clock.instant()))
                    .with(first, first.ended(clock.instant()))));

    APIGatewayV2HTTPResponse answer = call("POST", REPROCESS, "idempotency-key", "once");
    APIGatewayV2HTTPResponse repeated = call("POST", REPROCESS, "idempotency-key", "once");

    assertThat(answer.getStatusCode()).isEqualTo(202);
    assertThat(repeated.getBody()).isEqualTo(answer.getBody());
    assertThat(repeated.getHeaders()).containsEntry("idempotency-replayed", "true");
    assertThat(upload().runNumber()).isEqualTo(2);
  }

  @Test
  void anUploadThatHasEndedIsProcessedInANewRun() {
    Run first = inWork();
    uploads.change(
        first.upload(),
        u ->
            Optional.of(
                Change.to(u.ended(UploadState.FAILED, null, clock.instant()))
                    .with(first, first.ended(clock.instant()))));

    assertThat(call("POST", REPROCESS).getStatusCode()).isEqualTo(202);

    assertThat(upload().runNumber()).isEqualTo(2);
    assertThat(upload().state().terminal()).isFalse();
    Run next = store.find(first.upload(), String.valueOf(upload().runId())).orElseThrow();
    assertThat(next.number()).isEqualTo(2);
    assertThat(next.object()).isEqualTo(first.object());
    assertThat(next.owner()).isNull();
    assertThat(next.leaseUntil()).as("due for the sweeper").isEqualTo(clock.instant());
    assertThat(code(call("POST", REPROCESS))).as("not twice").isEqualTo("not_reprocessable");
  }

  @ParameterizedTest
  @EnumSource(
      value = UploadState.class,
      names = {"CREATED", "COMPLETED", "REJECTED", "QUARANTINED", "CANCELLED", "EXPIRED"})
  void whatHasNoBytesToProcessIsRefused(UploadState state) {
    create();
    change(u -> reached(u, state));

    assertThat(code(call("POST", REPROCESS))).isEqualTo("not_reprocessable");
    assertThat(upload().runNumber()).isEqualTo(1);
  }

  // Whoever asks

  @ParameterizedTest
  @CsvSource({"DELETE, ''", "POST, /cancel", "POST, /reprocess"})
  void anotherTenantsUploadIsNotFound(String method, String suffix) {
    create();
    APIGatewayV2HTTPEvent event = event(method, ONE + suffix);
    event.getRequestContext().getAuthorizer().getLambda().put("tenantId", "globex");

    assertThat(code(handle(event))).isEqualTo("not_found");
    assertThat(upload().state()).isEqualTo(UploadState.CREATED);
  }

  @ParameterizedTest
  @CsvSource({"DELETE, ''", "POST, /cancel", "POST, /reprocess"})
  void whoeverMayOnlyReadIsRefused(String method, String suffix) {
    create();
    APIGatewayV2HTTPEvent event = event(method, ONE + suffix);
    event.getRequestContext().getAuthorizer().getLambda().put("scopes", "uploads:read");

    assertThat(code(handle(event))).isEqualTo("insufficient_scope");
  }

  private Upload reached(Upload upload, UploadState state) {
    if (state.terminal()) {
      return upload.ended(state, null, clock.instant());
    }
    return state == upload.state() ? upload : upload.entering(state, Stage.VERIFYING, 12);
  }

  private void create() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, 12, clock.instant()));
  }

  private Run inWork() {
    create();
    Run run = Run.of(Samples.object(upload()), 1, Kind.PDF, clock.instant().plus(LEASE));
    change(u -> u.arrived(run.runId(), clock.instant()));
    return ((Claim.Claimed) store.claim(run, "worker-1", LEASE)).run();
  }

  private void change(UnaryOperator<Upload> step) {
    uploads.change(Samples.REF, u -> Optional.of(Change.quietly(step.apply(u))));
  }

  private Upload upload() {
    return uploads.find(Samples.REF).orElseThrow();
  }

  private APIGatewayV2HTTPResponse call(String method, String route, String... header) {
    APIGatewayV2HTTPEvent event = event(method, route);
    if (header.length > 0) {
      Map<String, String> headers = new HashMap<>(event.getHeaders());
      headers.put(header[0], header[1]);
      event.setHeaders(headers);
    }
    APIGatewayV2HTTPResponse answer = handle(event);
    OpenApi.assertDescribed(method, route, answer);
    return answer;
  }

  private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    Router router = new Router(new Work(Tracer.NONE), Gate.OPEN);
    new UploadEndRoutes(
            new CancelUpload(uploads, store, clock),
            new DeleteUpload(uploads, store, clock),
            new ReprocessUpload(uploads, store, clock),
            new Idempotency(requests, prefix -> prefix + ++ids, clock))
        .addTo(router);
    return new ApiHandler(router).handleRequest(event, FakeContext.withPlentyOfTime());
  }

  private static APIGatewayV2HTTPEvent event(String method, String route) {
    APIGatewayV2HTTPEvent event = Events.read("api-status.json", APIGatewayV2HTTPEvent.class);
    event.setRawPath(route.replace("{uploadId}", Samples.REF.uploadId()));
    event.getRequestContext().getHttp().setMethod(method);
    return event;
  }

  private static String code(APIGatewayV2HTTPResponse answer) {
    return Json.tree(answer.getBody()).path("code").asText();
  }
}
