package dev.millrace.local.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A subscriber's check of Standard Webhooks 1.0 signatures.
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Pattern SPACE = Pattern.compile(" ");

  private final SecretKeySpec key;

  /// Creates a check.
  ///
  /// @param secret the endpoint's secret, `whsec_` and base64
  /// @throws IllegalArgumentException if it is no such secret
  WebhookSignature(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException("A secret begins with " + PREFIX);
    }
    byte[] bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /// Judges a request.
  ///
  /// @param id `webhook-id`
  /// @param timestamp `webhook-timestamp`
  /// @param signatures `webhook-signature`
  /// @param body the body as it came
  Verdict verdict(String id, String timestamp, String signatures, byte[] body, Instant now) {
    if (id.isEmpty() || !timestamp.matches("\\d{1,12}") || signatures.isEmpty()) {
      return Verdict.UNSIGNED;
    }
    byte[] expected =
        ("v1," + Base64.getEncoder().encodeToString(hmac(id + "." + timestamp + ".", body)))
            .getBytes(StandardCharsets.UTF_8);
    boolean signed =
        SPACE
            .splitAsStream(signatures)
            .map(signature -> signature.getBytes(StandardCharsets.UTF_8))
            .anyMatch(signature -> MessageDigest.isEqual(signature, expected));
    if (!signed) {
      return Verdict.FORGED;
    }
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    boolean fresh = Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
    return fresh ? Verdict.GENUINE : Verdict.STALE;
  }

  private byte[] hmac(String prefix, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(prefix.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
