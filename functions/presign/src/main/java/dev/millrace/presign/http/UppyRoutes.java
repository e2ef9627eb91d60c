package dev.millrace.presign.http;

import dev.millrace.auth.UploadToken;
import dev.millrace.auth.UploadTokenStore;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.PublicUrl;
import dev.millrace.http.Router;
import dev.millrace.limit.Limit;
import dev.millrace.presign.core.AbortUpload;
import dev.millrace.presign.core.AdoptUpload;
import dev.millrace.presign.core.CompleteInTime;
import dev.millrace.presign.core.CreateUpload;
import dev.millrace.presign.core.ListParts;
import dev.millrace.presign.core.SignParts;
import dev.millrace.presign.core.SignedPart;
import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.presign.core.UploadMethod;
import dev.millrace.presign.core.UploadRequest;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The routes that Uppy's plugin for S3 calls when it is given `companionEndpoint` (version 6) or
/// `endpoint` (version 5). They take an upload token in the path for want of a header, and answer
/// in the shapes of Uppy's own server, Companion.
public final class UppyRoutes {
  private static final String BASE = "/uppy/{token}/s3";
  private static final String MULTIPART = BASE + "/multipart";
  private static final String ONE = MULTIPART + "/{s3UploadId}";

  private final UploadTokenStore tokens;
  private final Uploads uploads;
  private final Sending sending;
  private final Supplier<String> uploadIds;
  private final Clock clock;
  private final PublicUrl publicUrl;
  private final String bucket;

  public UppyRoutes(
      UploadTokenStore tokens,
      Uploads uploads,
      Sending sending,
      Supplier<String> uploadIds,
      Clock clock,
      PublicUrl publicUrl,
      String bucket) {
    this.tokens = tokens;
    this.uploads = uploads;
    this.sending = sending;
    this.uploadIds = uploadIds;
    this.clock = clock;
    this.publicUrl = publicUrl;
    this.bucket = bucket;
  }

  /// What can be done about the bytes of uploads.
  public record Sending(
      CreateUpload create,
      AdoptUpload adopt,
      SignParts sign,
      ListParts list,
      CompleteInTime complete,
      AbortUpload abort) {}

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("GET", BASE + "/params", Limit.UPLOADS, this::createForm)
        .route("GET", BASE + "/sts", this::refuseCredentials)
        .route("POST", MULTIPART, Limit.UPLOADS, this::createInParts)
        .route("GET", ONE, this::list)
        .unlimited("DELETE", ONE, this::abort)
        .unlimited("POST", ONE + "/complete", this::complete)
        .route("GET", ONE + "/batch", this::signSeveral)
        .route("GET", ONE + "/{number}", this::sign);
  }

  private HttpResponse createForm(HttpRequest request) {
    UploadToken token = token(request);
    UppyFile file = UppyFile.ofQuery(request);
    PostForm form =
        adoptable(token, file)
            .map(upload -> sending.adopt().asForm(upload))
            .orElseGet(() -> (PostForm) create(token, file, UploadMethod.POST).grant());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("method", "POST");
    body.put("url", form.url());
    body.put("fields", form.fields());
    body.put("expires", secondsUntil(form.expiresAt()));
    return HttpResponse.json(200, body);
  }

  private HttpResponse createInParts(HttpRequest request) {
    UploadToken token = token(request);
    UppyFile file = UppyFile.ofBody(request);
    Optional<Upload> adopted = adoptable(token, file);
    Upload upload = adopted.orElseGet(() -> create(token, file, UploadMethod.MULTIPART).upload());
    Multipart way = sending.adopt().inParts(upload).orElseThrow(Refusals::notFound);
    return HttpResponse.json(
        200,
        Map.of("key", upload.objectKey().value(), "uploadId", way.s3UploadId(), "bucket", bucket));
  }

  /// {@return the upload that the page has created before and named in the file's metadata}
  private Optional<Upload> adoptable(UploadToken token, UppyFile file) {
    return file.uploadId()
        .map(uploadId -> new UploadRef(token.tenantId(), uploadId))
        .map(ref -> uploads.find(ref).orElseThrow(Refusals::notFound))
        .map(Refusals::awaiting);
  }

  private CreateUpload.Outcome.Created create(
      UploadToken token, UppyFile file, UploadMethod method) {
    UploadRequest wish = file.wish(token, method);
    UploadToken.Ref ref = new UploadToken.Ref(token.tenantId(), token.tokenId());
    if (!tokens.take(ref)) {
      throw new ApiProblem(
          403,
          "upload_token_used_up",
          "Upload token used up",
          "The upload token has created as many uploads as it may.");
    }
    CreateUpload.Outcome outcome =
        sending.create().create(new UploadRef(token.tenantId(), uploadIds.get()), wish);
    if (!(outcome instanceof CreateUpload.Outcome.Created)) {
      tokens.giveBack(ref);
    }
    return Refusals.created(outcome);
  }

  private HttpResponse list(HttpRequest request) {
    Upload upload = upload(request);
    return HttpResponse.json(
        200,
        Refusals.listed(sending.list().list(upload.ref())).stream()
            .map(part -> new S3Part(part.number(), "\"" + part.etag() + "\"", part.size()))
            .toList());
  }

  private HttpResponse sign(HttpRequest request) {
    int number = PartListReader.number("partNumber", request.parameter("number"));
    SignedPart part = signed(request, List.of(number)).getFirst();
    return HttpResponse.json(
        200, Map.of("url", part.url(), "expires", secondsUntil(part.expiresAt())));
  }

  private HttpResponse signSeveral(HttpRequest request) {
    String numbers = request.query().getOrDefault("partNumbers", "");
    List<Integer> wanted =
        Arrays.stream(numbers.split(",", SignParts.MOST_AT_ONCE + 1))
            .map(text -> PartListReader.number("partNumbers", text.strip()))
            .toList();
    Map<String, String> urls = new LinkedHashMap<>();
    signed(request, wanted).forEach(part -> urls.put(String.valueOf(part.number()), part.url()));
    return HttpResponse.json(200, Map.of("presignedUrls", urls));
  }

  private List<SignedPart> signed(HttpRequest request, List<Integer> numbers) {
    return Refusals.signed(sending.sign().sign(upload(request).ref(), numbers));
  }

  /// Whoever asks is told that the upload is done as soon as all its bytes are here, even if S3 is
  /// still putting them together: there is nothing more for the browser to do.
  private HttpResponse complete(HttpRequest request) {
    Upload upload = upload(request);
    Refusals.completed(
        sending.complete().complete(upload.ref(), PartListReader.namedPartsOfS3(request)));
    return HttpResponse.json(
        200,
        Map.of(
            "location",
            publicUrl.of(request) + UploadLinks.of(upload).self(),
            "key",
            upload.objectKey().value(),
            "bucket",
            bucket));
  }

  private HttpResponse abort(HttpRequest request) {
    sending.abort().abort(upload(request).ref());
    return HttpResponse.json(200, Map.of());
  }

  private HttpResponse refuseCredentials(HttpRequest request) {
    token(request);
    throw ApiProblem.invalid(
        "invalid_request", "Credentials are not given out; requests are signed.");
  }

  private UploadToken token(HttpRequest request) {
    return UploadToken.find(decoded(request.parameter("token")))
        .flatMap(tokens::find)
        .filter(token -> token.live(clock.instant()))
        .orElseThrow(() ->
            new ApiProblem(
                401,
                "invalid_upload_token",
                "Invalid upload token",
                "The upload token is unknown, revoked or has ended."));
  }

  /// {@return the upload of the key and S3's id that a request names, of the token's tenant}
  private Upload upload(HttpRequest request) {
    String tenantId = token(request).tenantId();
    String s3UploadId = decoded(request.parameter("s3UploadId"));
    return ObjectKey.parse(request.query().getOrDefault("key", ""))
        .filter(key -> key.upload().tenantId().equals(tenantId))
        .flatMap(key -> uploads.find(key.upload()).filter(u -> u.objectKey().equals(key)))
        .filter(u -> u.multipart() != null && u.multipart().s3UploadId().equals(s3UploadId))
        .orElseThrow(Refusals::notFound);
  }

  private long secondsUntil(Instant time) {
    return Duration.between(clock.instant(), time).toSeconds();
  }

  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
