package dev.millrace.dispatch.http;

import dev.millrace.webhook.signing.Ed25519Key;
import dev.millrace.webhook.signing.EndpointSecret;
import dev.millrace.webhook.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests as Standard Webhooks 1.0 wants it, over `id.timestamp.body`: `v1` is HMAC-SHA256,
/// `v1a` Ed25519.
public final class WebhookSigner {
  private static final String HMAC = "HmacSHA256";
  private static final String ED25519 = "Ed25519";

  private WebhookSigner() {}

  /// {@return the value of the header `webhook-signature`: one signature a key, in their order}
  ///
  /// @param timestamp seconds since 1970, as in the header `webhook-timestamp`
  public static String sign(List<SigningKey> keys, String id, long timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return keys.stream().map(key -> sign(key, head, body)).collect(Collectors.joining(" "));
  }

  private static String sign(SigningKey key, byte[] head, byte[] body) {
    try {
      return switch (key) {
        case EndpointSecret secret -> "v1," + text(hmac(secret, head, body));
        case Ed25519Key pair -> "v1a," + text(ed25519(pair, head, body));
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has these algorithms", e);
    }
  }

  private static byte[] hmac(EndpointSecret secret, byte[] head, byte[] body)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC);
    mac.init(new SecretKeySpec(secret.key(), HMAC));
    mac.update(head);
    return mac.doFinal(body);
  }

  private static byte[] ed25519(Ed25519Key pair, byte[] head, byte[] body)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ED25519);
    signature.initSign(pair.privateKey());
    signature.update(head);
    signature.update(body);
    return signature.sign();
  }

  private static String text(byte[] signature) {
    return Base64.getEncoder().encodeToString(signature);
  }
}
