package dev.millrace.presign.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.BodyFields;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.limit.Limit;
import dev.millrace.presign.core.CreateUpload;
import dev.millrace.presign.core.CreateUpload.Outcome;
import dev.millrace.presign.core.CreateUpload.Outcome.Created;
import dev.millrace.presign.core.UploadRequest;
import dev.millrace.upload.Batch;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.util.Optional;
import java.util.function.BiFunction;

/// `POST /v1/uploads`, and the route by which an earlier system did the same.
public final class CreateUploadRoute {
  private final CreateUpload createUpload;
  private final BatchStore batches;
  private final Idempotency idempotency;

  public CreateUploadRoute(CreateUpload createUpload, BatchStore batches, Idempotency idempotency) {
    this.createUpload = createUpload;
    this.batches = batches;
    this.idempotency = idempotency;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route(
            "POST",
            "/v1/uploads",
            Limit.UPLOADS,
            request -> create(request, UploadRequestReader.read(request)))
        .route(
            "POST",
            "/upload-policy",
            Limit.UPLOADS,
            request -> createByPolicy(request, UploadPolicyBody.read(request)));
  }

  private HttpResponse create(HttpRequest request, UploadRequest wish) {
    Caller caller = request.callerWith(Scope.UPLOADS_WRITE);
    Optional<String> batchId = batchId(request);
    return once(
        request,
        caller,
        wish,
        (ref, allowed) -> {
          batchId.ifPresent(id -> checkRoom(ref, id));
          HttpResponse answer =
              answer(
                  caller.may(Scope.UPLOADS_READ)
                      ? createUpload.createUnlessKnown(ref, allowed)
                      : createUpload.create(ref, allowed));
          batchId.ifPresent(id -> join(ref, id));
          return answer;
        });
  }

  private static Optional<String> batchId(HttpRequest request) {
    BodyFields fields = BodyFields.of(request);
    return fields.checked(fields.text("batchId"));
  }

  private void checkRoom(UploadRef ref, String batchId) {
    Batch batch =
        batches
            .find(ref.tenantId(), batchId)
            .orElseThrow(() -> ApiProblem.notFound("There is no batch " + batchId + "."));
    if (!batch.mayHold(ref.uploadId())) {
      throw Refusals.batchFull();
    }
  }

  /// Others may have filled the batch meanwhile; then the upload waits for bytes until it expires.
  private void join(UploadRef ref, String batchId) {
    if (!batches.add(ref, batchId)) {
      throw Refusals.batchFull();
    }
  }

  private HttpResponse createByPolicy(HttpRequest request, UploadRequest wish) {
    return once(
        request,
        request.callerWith(Scope.UPLOADS_WRITE),
        wish,
        (ref, allowed) -> policy(Refusals.created(createUpload.create(ref, allowed))));
  }

  private HttpResponse once(
      HttpRequest request,
      Caller caller,
      UploadRequest wish,
      BiFunction<UploadRef, UploadRequest, HttpResponse> action) {
    return idempotency.once(
        request,
        caller.tenantId(),
        attempt ->
            action.apply(
                new UploadRef(caller.tenantId(), attempt.id("up_")),
                Refusals.prioritized(request, wish)));
  }

  private static HttpResponse answer(Outcome outcome) {
    return outcome instanceof Outcome.Duplicate(Upload upload, UploadRef original)
        ? HttpResponse.json(200, DuplicateUploadBody.of(upload, original))
        : created(Refusals.created(outcome));
  }

  private static HttpResponse created(Created created) {
    CreatedUploadBody body = CreatedUploadBody.of(created);
    return HttpResponse.json(201, body)
        .header("location", body.links().self())
        .header("etag", "\"%d\"".formatted(created.upload().version()));
  }

  private static HttpResponse policy(Created created) {
    return HttpResponse.json(200, UploadPolicyBody.of(created));
  }
}
