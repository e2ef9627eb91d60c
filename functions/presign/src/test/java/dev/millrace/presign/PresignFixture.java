package dev.millrace.presign;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.http.Gate;
import dev.millrace.http.PublicUrl;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.json.Json;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.presign.core.AbortUpload;
import dev.millrace.presign.core.AdoptUpload;
import dev.millrace.presign.core.CompleteInTime;
import dev.millrace.presign.core.CreateUpload;
import dev.millrace.presign.core.CreateUploadToken;
import dev.millrace.presign.core.FakeSigner;
import dev.millrace.presign.core.FixedRules;
import dev.millrace.presign.core.GrantSigner;
import dev.millrace.presign.core.ListParts;
import dev.millrace.presign.core.Rooms;
import dev.millrace.presign.core.SignParts;
import dev.millrace.presign.http.CreateBatchRoute;
import dev.millrace.presign.http.CreateUploadRoute;
import dev.millrace.presign.http.SendingRoutes;
import dev.millrace.presign.http.UploadTokenRoutes;
import dev.millrace.presign.http.UppyRoutes;
import dev.millrace.testing.Events;
import dev.millrace.testing.FakeContext;
import dev.millrace.testing.MemoryBatches;
import dev.millrace.testing.MemoryKeptRequests;
import dev.millrace.testing.MemoryMultipart;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploadTokens;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.OpenApi;
import dev.millrace.testing.Samples;
import dev.millrace.testing.Seals;
import dev.millrace.upload.Change;
import dev.millrace.upload.DocumentPasswords;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Duplicates;
import dev.millrace.upload.multipart.CompleteUpload;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/// The function over stores in memory. Every answer is held against `docs/openapi.yaml`.
final class PresignFixture {
  static final String TENANT = "acme";
  static final UploadRef REF = new UploadRef(TENANT, "up_1");

  final MovableClock clock = MovableClock.inTheNewYear();
  final MemoryUploads store = new MemoryUploads(clock);
  final Uploads uploads = new Uploads(store, clock);
  final MemoryObjects objects = new MemoryObjects();
  final MemoryMultipart parts = new MemoryMultipart(objects);
  final MemoryUploadTokens tokens = new MemoryUploadTokens();
  final MemoryBatches batches = new MemoryBatches(store);
  final Rooms rooms = new Rooms(clock);
  final DocumentPasswords passwords = new DocumentPasswords(Seals.box());
  private int ids;
  private final MemoryKeptRequests requests = new MemoryKeptRequests();
  private final PresignHandler handler;

  PresignFixture(FixedRules rules) {
    this(rules, new FakeSigner(MovableClock.inTheNewYear()));
  }

  PresignFixture(FixedRules rules, GrantSigner signer) {
    CreateUpload create =
        new CreateUpload(
            uploads,
            new Duplicates(store, uploads),
            parts,
            passwords,
            signer,
            rules,
            rooms.room(),
            rooms.estimate(),
            clock);
    Idempotency idempotency = new Idempotency(requests, prefix -> prefix + ++ids, clock);
    SignParts sign = new SignParts(uploads, signer);
    ListParts list = new ListParts(uploads, parts);
    AbortUpload abort = new AbortUpload(uploads, parts, clock);
    CompleteInTime complete =
        new CompleteInTime(
            new CompleteUpload(uploads, objects, parts, clock),
            uploads,
            Executors.newVirtualThreadPerTaskExecutor(),
            Duration.ofSeconds(20));
    PublicUrl url = new PublicUrl("");
    Router router = new Router(new Work(Tracer.NONE), Gate.OPEN);
    new CreateUploadRoute(create, batches, new Idempotency(requests, prefix -> prefix + "1", clock))
        .addTo(router);
    new CreateBatchRoute(create, batches, rooms.limiter(), idempotency, clock).addTo(router);
    new SendingRoutes(sign, list, complete, abort).addTo(router);
    new UploadTokenRoutes(
            new CreateUploadToken(tokens, () -> "0123456789abcdefghjkmnpqrstvwxyz", clock),
            tokens,
            url,
            idempotency)
        .addTo(router);
    new UppyRoutes(
            tokens,
            uploads,
            new UppyRoutes.Sending(
                create, new AdoptUpload(uploads, parts, signer), sign, list, complete, abort),
            REF::uploadId,
            clock,
            url,
            "bucket")
        .addTo(router);
    this.handler = new PresignHandler(router);
  }

  /// Keeps an upload that has ended with a result.
  void keepCompleted(String uploadId, String sha256) {
    UploadRef ref = new UploadRef(TENANT, uploadId);
    uploads.create(Samples.upload(ref, Kind.PDF, 1, clock.instant()));
    uploads.change(
        ref,
        created ->
            Optional.of(
                Change.to(
                    created
                        .arrived("run_1", clock.instant())
                        .verified("application/pdf", sha256, clock.instant())
                        .ended(UploadState.COMPLETED, null, clock.instant()))));
  }

  Upload upload() {
    return uploads.find(REF).orElseThrow();
  }

  /// {@return the answer to a request}
  ///
  /// @param pattern the path as the description has it
  APIGatewayV2HTTPResponse answer(
      String method,
      String pattern,
      Map<String, String> parameters,
      Map<String, String> query,
      String body) {
    String path = pattern;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
    }
    APIGatewayV2HTTPEvent event = event();
    event.setRawPath(path);
    event.getRequestContext().getHttp().setMethod(method);
    event.getRequestContext().getHttp().setPath(path);
    event.setQueryStringParameters(query);
    event.setBody(body);
    return answer(pattern, event);
  }

  /// {@return the answer to an invocation}
  APIGatewayV2HTTPResponse answer(String pattern, APIGatewayV2HTTPEvent event) {
    APIGatewayV2HTTPResponse answer = handler.handleRequest(event, FakeContext.withPlentyOfTime());
    OpenApi.assertDescribed(event.getRequestContext().getHttp().getMethod(), pattern, answer);
    return answer;
  }

  static APIGatewayV2HTTPEvent event() {
    return Events.read("presign-create.json", APIGatewayV2HTTPEvent.class);
  }

  static JsonNode body(APIGatewayV2HTTPResponse answer) {
    return Json.tree(answer.getBody());
  }

  static String code(APIGatewayV2HTTPResponse answer) {
    return answer.getStatusCode() + " " + body(answer).path("code").asText();
  }
}
