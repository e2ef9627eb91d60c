package dev.millrace.api.http;

import dev.millrace.api.core.ReadResult;
import dev.millrace.api.core.ReadResult.Outcome;
import dev.millrace.api.core.Result;
import dev.millrace.api.core.TextParts;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.PageRequest;
import dev.millrace.http.Router;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.util.Set;
import java.util.regex.Pattern;

/// The routes that tell what was understood of an upload.
public final class ResultRoutes {
  private static final String RESULT = UploadPath.ONE + "/result";
  private static final Set<String> PARTS = Set.of("document", "insight", "image");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final String ASK_AGAIN_SECONDS = "2";

  private final ReadResult readResult;
  private final TextParts texts;

  public ResultRoutes(ReadResult readResult, TextParts texts) {
    this.readResult = readResult;
    this.texts = texts;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("GET", RESULT, this::result)
        .route("GET", RESULT + "/pages", this::pages)
        .route("GET", RESULT + "/chunks", this::chunks)
        .route("GET", RESULT + "/text", this::text);
  }

  private HttpResponse result(HttpRequest request) {
    Set<String> included = included(request);
    return HttpResponse.json(200, ResultBody.of(found(request), included));
  }

  private HttpResponse pages(HttpRequest request) {
    PageRequest page = PageRequest.of(request);
    ObjectKey.Derived text = textOf(request);
    return page.answer(texts.pages(text.upload(), text.runId(), page.after(), page.limit()));
  }

  private HttpResponse chunks(HttpRequest request) {
    PageRequest page = PageRequest.of(request);
    ObjectKey.Derived text = textOf(request);
    return page.answer(texts.chunks(text.upload(), text.runId(), page.after(), page.limit()));
  }

  private HttpResponse text(HttpRequest request) {
    Result result = found(request);
    if (result.text() == null) {
      throw noText(result.upload());
    }
    return HttpResponse.empty(302).header("location", result.text().href());
  }

  private Result found(HttpRequest request) {
    UploadRef ref = UploadPath.upload(request, Scope.UPLOADS_READ);
    return switch (readResult.read(ref)) {
      case Outcome.Found(Result result) -> result;
      case Outcome.NoUpload() -> throw UploadPath.noUpload(ref.uploadId());
      case Outcome.NotReady(Upload upload) -> throw notReady(upload);
      case Outcome.NoResult(Upload upload) -> throw noResult(upload);
    };
  }

  /// {@return the key of the whole text, which tells the upload and the run that it is of: those of
  /// the original, if the upload is a duplicate}
  private ObjectKey.Derived textOf(HttpRequest request) {
    Result result = found(request);
    if (result.document() != null
        && ObjectKey.parse(result.document().textKey()).orElse(null)
            instanceof ObjectKey.Derived text) {
      return text;
    }
    throw noText(result.upload());
  }

  private static Set<String> included(HttpRequest request) {
    String include = request.query().get("include");
    if (include == null) {
      return PARTS;
    }
    Set<String> wanted = Set.copyOf(COMMA.splitAsStream(include).map(String::strip).toList());
    if (!PARTS.containsAll(wanted)) {
      throw ApiProblem.invalidField("include", "must be some of document, insight and image");
    }
    return wanted;
  }

  private static ApiProblem noText(Upload upload) {
    return new ApiProblem(409, "no_result", "No result", "The upload has no text.")
        .with("state", upload.state());
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
