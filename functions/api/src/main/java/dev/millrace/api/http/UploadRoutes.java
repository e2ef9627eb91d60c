package dev.millrace.api.http;

import dev.millrace.api.core.ReadResult;
import dev.millrace.api.core.ReadResult.Outcome;
import dev.millrace.api.core.WatchUpload;
import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.time.Duration;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The routes that tell of an upload.
public final class UploadRoutes {
  private static final String PATH = "/v1/uploads/{uploadId}";
  private static final Pattern VERSION_TAG = Pattern.compile("\"(\\d{1,18})\"");
  private static final Pattern SECONDS = Pattern.compile("1?\\d|20");
  private static final String ASK_AGAIN_SECONDS = "2";

  private final WatchUpload watchUpload;
  private final ReadResult readResult;

  public UploadRoutes(WatchUpload watchUpload, ReadResult readResult) {
    this.watchUpload = watchUpload;
    this.readResult = readResult;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router.route("GET", PATH, this::status).route("GET", PATH + "/result", this::result);
  }

  private HttpResponse status(HttpRequest request) {
    UploadRef ref = upload(request);
    Set<Long> seen = versions(request.headers().getOrDefault("if-none-match", ""));
    Upload upload =
        watchUpload.watch(ref, seen, wait(request)).orElseThrow(() -> noUpload(ref.uploadId()));
    HttpResponse answer =
        seen.contains(upload.version())
            ? HttpResponse.empty(304)
            : HttpResponse.json(200, UploadBody.of(upload));
    return answer.header("etag", "\"%d\"".formatted(upload.version()));
  }

  private HttpResponse result(HttpRequest request) {
    UploadRef ref = upload(request);
    return switch (readResult.read(ref)) {
      case Outcome.Found(var result) -> HttpResponse.json(200, ResultBody.of(result));
      case Outcome.NoUpload() -> throw noUpload(ref.uploadId());
      case Outcome.NotReady(Upload upload) -> throw notReady(upload);
      case Outcome.NoResult(Upload upload) -> throw noResult(upload);
    };
  }

  /// {@return the upload that the path names, as one of the caller's}
  private static UploadRef upload(HttpRequest request) {
    Caller caller = request.callerWith(Scope.UPLOADS_READ);
    String uploadId = request.parameter("uploadId");
    if (!UploadRef.valid(caller.tenantId(), uploadId)) {
      throw noUpload(uploadId);
    }
    return new UploadRef(caller.tenantId(), uploadId);
  }

  private static Duration wait(HttpRequest request) {
    String wait = request.query().getOrDefault("wait", "0");
    if (!SECONDS.matcher(wait).matches()) {
      throw ApiProblem.invalidField("wait", "must be a whole number from 0 to 20");
    }
    return Duration.ofSeconds(Integer.parseInt(wait));
  }

  private static Set<Long> versions(String ifNoneMatch) {
    return VERSION_TAG
        .matcher(ifNoneMatch)
        .results()
        .map((MatchResult tag) -> Long.valueOf(tag.group(1)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ApiProblem noUpload(String uploadId) {
    return ApiProblem.notFound("There is no upload " + uploadId + ".");
  }

  private static ApiProblem notReady(Upload upload) {
    return new ApiProblem(
            409,
            "result_not_ready",
            "Result not ready",
            "The upload is %s; its result comes when it has ended.".formatted(upload.state()))
        .with("state", upload.state())
        .withHeader("retry-after", ASK_AGAIN_SECONDS);
  }

  private static ApiProblem noResult(Upload upload) {
    ApiProblem problem =
        new ApiProblem(
                409,
                "no_result",
                "No result",
                upload.error() == null
                    ? "The upload is %s.".formatted(upload.state())
                    : "The upload is %s: %s".formatted(upload.state(), upload.error().message()))
            .with("state", upload.state());
    return upload.error() == null ? problem : problem.with("error", upload.error());
  }
}
