package dev.millrace.presign.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.BodyFields;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.RateGate;
import dev.millrace.http.RateHeaders;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Attempt;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.limit.Limit;
import dev.millrace.limit.Permit;
import dev.millrace.limit.RateLimiter;
import dev.millrace.presign.core.CreateUpload;
import dev.millrace.presign.core.UploadRequest;
import dev.millrace.upload.Batch;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.UploadRef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `POST /v1/uploads:batch`: each upload is created or refused for itself.
public final class CreateBatchRoute {
  private static final int CREATED = 201;

  private final CreateUpload createUpload;
  private final BatchStore batches;
  private final RateLimiter limiter;
  private final Idempotency idempotency;
  private final Clock clock;

  public CreateBatchRoute(
      CreateUpload createUpload,
      BatchStore batches,
      RateLimiter limiter,
      Idempotency idempotency,
      Clock clock) {
    this.createUpload = createUpload;
    this.batches = batches;
    this.limiter = limiter;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  private record Body(@Nullable String batchId, List<Item> items) {}

  /// What came of one upload: what was created, or the problem.
  private record Item(
      int index,
      int status,
      @Nullable CreatedUploadBody upload,
      @Nullable Map<String, Object> problem) {}

  /// {@return the router with this route}
  public Router addTo(Router router) {
    return router.route("POST", "/v1/uploads:batch", Limit.UPLOADS, this::create);
  }

  private HttpResponse create(HttpRequest request) {
    Caller caller = request.callerWith(Scope.UPLOADS_WRITE);
    List<JsonNode> wishes = wishes(request);
    return idempotency.once(
        request, caller.tenantId(), attempt -> create(request, caller, wishes, attempt));
  }

  private static List<JsonNode> wishes(HttpRequest request) {
    JsonNode uploads = request.json(JsonNode.class).path("uploads");
    if (!uploads.isArray() || uploads.isEmpty() || uploads.size() > Batch.MOST) {
      throw ApiProblem.invalidField(
          "uploads", "must be a list of 1 to %d uploads".formatted(Batch.MOST));
    }
    return uploads.valueStream().toList();
  }

  private HttpResponse create(
      HttpRequest request, Caller caller, List<JsonNode> wishes, Attempt attempt) {
    Permit rate = othersThanTheFirst(caller, wishes.size());
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      UploadRef ref = new UploadRef(caller.tenantId(), attempt.id("up_", Integer.toString(i)));
      items.add(item(request, i, wishes.get(i), ref, i <= rate.granted() ? null : rate));
    }
    List<String> ids =
        items.stream().flatMap(item -> Stream.ofNullable(item.upload()).map(u -> u.id())).toList();
    if (ids.isEmpty()) {
      return HttpResponse.json(200, new Body(null, items));
    }
    String batchId = attempt.id("bat_");
    batches.save(new Batch(caller.tenantId(), batchId, ids, clock.instant()));
    return HttpResponse.json(200, new Body(batchId, items))
        .header("location", "/v1/batches/" + batchId);
  }

  /// The call itself was counted as one request.
  private Permit othersThanTheFirst(Caller caller, int uploads) {
    return limiter.takeUpTo(
        Limit.UPLOADS, caller.tenantId(), RateGate.subject(caller), uploads - 1L);
  }

  private Item item(
      HttpRequest request, int index, JsonNode wish, UploadRef ref, @Nullable Permit exhausted) {
    try {
      if (exhausted != null) {
        throw RateHeaders.refusal(exhausted);
      }
      UploadRequest wanted =
          Refusals.prioritized(request, UploadRequestReader.read(BodyFields.of(wish)));
      CreateUpload.Outcome.Created created = Refusals.created(createUpload.create(ref, wanted));
      return new Item(index, CREATED, CreatedUploadBody.of(created), null);
    } catch (ApiProblem problem) {
      return new Item(index, problem.status(), null, problem.with("index", index).body(request));
    }
  }
}
