package dev.millrace.auth;

import dev.millrace.id.Ids;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A permission for a browser to upload into one tenant, for a while. Whoever knows the token may
/// use it, so what is kept is an id from which the token cannot be found out.
///
/// @param maxUploads how many uploads it may create; null for any number
/// @param maxBytes the largest file that it may upload; null for what the tenant may
/// @param metadata what each of its uploads is told to belong to
/// @param uploads how many it has created
public record UploadToken(
    String tenantId,
    String tokenId,
    @Nullable Integer maxUploads,
    @Nullable Long maxBytes,
    Map<String, String> metadata,
    int uploads,
    Instant createdAt,
    Instant expiresAt) {
  private static final String PREFIX = "utk_";

  /// The tenant stands in the token, so that one read of one row finds it.
  private static final Pattern FORM = Pattern.compile("utk_[0-9a-z]{32,64}\\.([a-z0-9-]{1,63})");

  public UploadToken {
    metadata = Map.copyOf(metadata);
  }

  /// Names a token: where its row lies.
  public record Ref(String tenantId, String tokenId) {}

  /// {@return the token of a tenant}
  ///
  /// @param secret 32 to 64 characters of base 32 that nobody can guess
  public static String text(String secret, String tenantId) {
    return PREFIX + secret + "." + tenantId;
  }

  /// {@return where the row of a token lies, or empty if it is none}
  public static Optional<Ref> find(String token) {
    Matcher form = FORM.matcher(token);
    return form.matches()
        ? Optional.of(new Ref(form.group(1), Ids.hash(PREFIX, token)))
        : Optional.empty();
  }

  /// {@return whether it may be used}
  public boolean live(Instant now) {
    return now.isBefore(expiresAt);
  }
}
