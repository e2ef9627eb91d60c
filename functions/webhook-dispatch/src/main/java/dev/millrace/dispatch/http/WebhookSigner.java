package dev.millrace.dispatch.http;

import dev.millrace.webhook.EndpointSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests as Standard Webhooks 1.0 wants it: HMAC-SHA256 over `id.timestamp.body`.
final class WebhookSigner {
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSigner() {}

  /// {@return the value of the header `webhook-signature`}
  ///
  /// @param timestamp seconds since 1970, as in the header `webhook-timestamp`
  static String sign(EndpointSecret secret, String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
