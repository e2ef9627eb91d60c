package dev.millrace.presign.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.limit.Limit;
import dev.millrace.presign.core.CreateUpload;
import dev.millrace.presign.core.CreateUpload.Outcome;
import dev.millrace.upload.Kind;
import dev.millrace.upload.UploadRef;
import java.util.Arrays;
import java.util.List;

/// `POST /v1/uploads`.
public final class CreateUploadRoute {
  private final CreateUpload createUpload;
  private final Idempotency idempotency;

  public CreateUploadRoute(CreateUpload createUpload, Idempotency idempotency) {
    this.createUpload = createUpload;
    this.idempotency = idempotency;
  }

  /// {@return the router with this route}
  public Router addTo(Router router) {
    return router.route("POST", "/v1/uploads", Limit.UPLOADS, this::create);
  }

  private HttpResponse create(HttpRequest request) {
    Caller caller = request.callerWith(Scope.UPLOADS_WRITE);
    return idempotency.once(
        request,
        caller.tenantId(),
        attempt -> create(new UploadRef(caller.tenantId(), attempt.id("up_")), request));
  }

  private HttpResponse create(UploadRef ref, HttpRequest request) {
    return switch (createUpload.create(ref, UploadRequestReader.read(request))) {
      case Outcome.Created created -> created(created);
      case Outcome.EmptyFile(String filename) -> throw emptyFile(filename);
      case Outcome.UnsupportedType(String filename, String contentType) ->
          throw unsupportedType(filename, contentType);
      case Outcome.TooLarge tooLarge -> throw tooLarge(tooLarge);
    };
  }

  private static HttpResponse created(Outcome.Created created) {
    CreatedUploadBody body = CreatedUploadBody.of(created);
    return HttpResponse.json(201, body)
        .header("location", body.links().self())
        .header("etag", "\"%d\"".formatted(created.upload().version()));
  }

  private static ApiProblem emptyFile(String filename) {
    return new ApiProblem(400, "empty_file", "Empty file", filename + " has no bytes.");
  }

  private static ApiProblem unsupportedType(String filename, String contentType) {
    List<String> allowed =
        Arrays.stream(Kind.values()).flatMap(kind -> kind.contentTypes().stream()).toList();
    String type = contentType.isEmpty() ? "of unknown type" : contentType;
    return new ApiProblem(
            415,
            "unsupported_media_type",
            "Unsupported media type",
            "%s is %s; taken are %s.".formatted(filename, type, String.join(", ", allowed)))
        .with("allowed", allowed);
  }

  private static ApiProblem tooLarge(Outcome.TooLarge file) {
    return new ApiProblem(
            413,
            "upload_too_large",
            "File too large",
            "%s has %d bytes; at most %d are allowed."
                .formatted(file.filename(), file.sizeBytes(), file.maxBytes()))
        .with("sizeBytes", file.sizeBytes())
        .with("maxBytes", file.maxBytes())
        .with("filename", file.filename());
  }
}
