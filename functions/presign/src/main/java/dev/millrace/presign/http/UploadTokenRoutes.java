package dev.millrace.presign.http;

import dev.millrace.auth.Scope;
import dev.millrace.auth.UploadToken;
import dev.millrace.auth.UploadTokenStore;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.BodyFields;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.PublicUrl;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.presign.core.CreateUploadToken;
import dev.millrace.presign.core.CreateUploadToken.Created;
import dev.millrace.presign.core.CreateUploadToken.Wish;
import dev.millrace.upload.multipart.PartSizes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/v1/upload-tokens`.
public final class UploadTokenRoutes {
  private static final long MAX_TTL_SECONDS = Duration.ofDays(7).toSeconds();
  private static final int MAX_UPLOADS = 10_000;

  private final CreateUploadToken createToken;
  private final UploadTokenStore tokens;
  private final PublicUrl publicUrl;
  private final Idempotency idempotency;

  /// @param idempotency keeps answers sealed, as they show tokens
  public UploadTokenRoutes(
      CreateUploadToken createToken,
      UploadTokenStore tokens,
      PublicUrl publicUrl,
      Idempotency idempotency) {
    this.createToken = createToken;
    this.tokens = tokens;
    this.publicUrl = publicUrl;
    this.idempotency = idempotency;
  }

  /// {@return the router with these routes}
  public Router addTo(Router router) {
    return router
        .route("POST", "/v1/upload-tokens", this::create)
        .route("GET", "/v1/upload-tokens", this::list)
        .route("DELETE", "/v1/upload-tokens/{tokenId}", this::revoke);
  }

  private record CreatedBody(
      String id, String token, String companionEndpoint, Instant expiresAt) {}

  private record TokenBody(
      String id,
      @Nullable Integer maxUploads,
      @Nullable Long maxBytes,
      Map<String, String> metadata,
      int uploads,
      Instant createdAt,
      Instant expiresAt) {
    static TokenBody of(UploadToken token) {
      return new TokenBody(
          token.tokenId(),
          token.maxUploads(),
          token.maxBytes(),
          token.metadata(),
          token.uploads(),
          token.createdAt(),
          token.expiresAt());
    }
  }

  private record TokenList(List<TokenBody> items) {}

  private HttpResponse create(HttpRequest request) {
    String tenantId = request.callerWith(Scope.UPLOADS_WRITE).tenantId();
    Wish wish = wish(request);
    return idempotency.once(
        request, tenantId, _ -> created(createToken.create(tenantId, wish), request));
  }

  private HttpResponse created(Created created, HttpRequest request) {
    return HttpResponse.json(
            201,
            new CreatedBody(
                created.token().tokenId(),
                created.text(),
                publicUrl.of(request) + "/uppy/" + created.text(),
                created.token().expiresAt()))
        .header("location", "/v1/upload-tokens/" + created.token().tokenId());
  }

  private HttpResponse list(HttpRequest request) {
    String tenantId = request.callerWith(Scope.UPLOADS_WRITE).tenantId();
    return HttpResponse.json(
        200, new TokenList(tokens.list(tenantId).stream().map(TokenBody::of).toList()));
  }

  private HttpResponse revoke(HttpRequest request) {
    String tenantId = request.callerWith(Scope.UPLOADS_WRITE).tenantId();
    if (!tokens.delete(new UploadToken.Ref(tenantId, request.parameter("tokenId")))) {
      throw ApiProblem.notFound("There is no such upload token.");
    }
    return HttpResponse.empty(204);
  }

  private static Wish wish(HttpRequest request) {
    BodyFields fields = BodyFields.of(request);
    long ttlSeconds =
        bounded(fields, "ttlSeconds", fields.requiredWholeNumber("ttlSeconds"), MAX_TTL_SECONDS);
    Optional<Long> maxUploads =
        fields.wholeNumber("maxUploads").map(n -> bounded(fields, "maxUploads", n, MAX_UPLOADS));
    Optional<Long> maxBytes =
        fields
            .wholeNumber("maxBytes")
            .map(n -> bounded(fields, "maxBytes", n, PartSizes.LARGEST_FILE));
    return fields.checked(
        new Wish(
            Duration.ofSeconds(ttlSeconds),
            maxUploads.map(Long::intValue).orElse(null),
            maxBytes.orElse(null),
            Metadata.read(fields)));
  }

  private static long bounded(BodyFields fields, String name, long number, long max) {
    if (number < 1 || number > max) {
      fields.problem(name, "must be 1 to " + max);
    }
    return Math.clamp(number, 1, max);
  }
}
