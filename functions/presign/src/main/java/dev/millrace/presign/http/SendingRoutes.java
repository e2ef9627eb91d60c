package dev.millrace.presign.http;

import dev.millrace.auth.Scope;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.presign.core.AbortUpload;
import dev.millrace.presign.core.CompleteInTime;
import dev.millrace.presign.core.ListParts;
import dev.millrace.presign.core.SignParts;
import dev.millrace.presign.core.SignedPart;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.multipart.SentPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The routes under `/v1/uploads/{uploadId}` that have to do with the sending of its bytes. They
/// have no limit: an upload that was let in is not held up.
public final class SendingRoutes {
  private static final int PARTS_PER_PAGE = 1000;
  private static final String RETRY_AFTER_SECONDS = "5";

  private final SignParts signParts;
  private final ListParts listParts;
  private final CompleteInTime complete;
  private final AbortUpload abort;

  public SendingRoutes(
      SignParts signParts, ListParts listParts, CompleteInTime complete, AbortUpload abort) {
    this.signParts = signParts;
    this.listParts = listParts;
    this.complete = complete;
    this.abort = abort;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .unlimited("POST", "/v1/uploads/{uploadId}/complete", this::complete)
        .unlimited("POST", "/v1/uploads/{uploadId}/abort", this::abort)
        .unlimited("GET", "/v1/uploads/{uploadId}/parts", this::list)
        .unlimited("POST", "/v1/uploads/{uploadId}/parts:sign", this::sign);
  }

  private record SignedPartList(List<SignedPart> items) {}

  private record SentPartList(List<SentPart> items, @Nullable Integer nextFrom) {}

  private HttpResponse complete(HttpRequest request) {
    UploadRef ref = ref(request);
    Upload upload = Refusals.completed(complete.complete(ref, PartListReader.namedParts(request)));
    UploadStandingBody body = UploadStandingBody.of(upload);
    return upload.state() == UploadState.COMPLETING
        ? HttpResponse.json(202, body)
            .header("location", body.links().self())
            .header("retry-after", RETRY_AFTER_SECONDS)
        : HttpResponse.json(200, body);
  }

  private HttpResponse abort(HttpRequest request) {
    return HttpResponse.json(
        200, UploadStandingBody.of(abort.abort(ref(request)).orElseThrow(Refusals::notFound)));
  }

  private HttpResponse list(HttpRequest request) {
    UploadRef ref = ref(request);
    int from = PartListReader.from(request);
    List<SentPart> rest =
        Refusals.listed(listParts.list(ref)).stream()
            .filter(part -> part.number() >= from)
            .toList();
    return HttpResponse.json(
        200,
        rest.size() > PARTS_PER_PAGE
            ? new SentPartList(rest.subList(0, PARTS_PER_PAGE), rest.get(PARTS_PER_PAGE).number())
            : new SentPartList(rest, null));
  }

  private HttpResponse sign(HttpRequest request) {
    UploadRef ref = ref(request);
    return HttpResponse.json(
        200,
        new SignedPartList(
            Refusals.signed(signParts.sign(ref, PartListReader.partNumbers(request)))));
  }

  private static UploadRef ref(HttpRequest request) {
    String tenantId = request.callerWith(Scope.UPLOADS_WRITE).tenantId();
    String uploadId = request.parameter("uploadId");
    if (!UploadRef.valid(tenantId, uploadId)) {
      throw Refusals.notFound();
    }
    return new UploadRef(tenantId, uploadId);
  }
}
