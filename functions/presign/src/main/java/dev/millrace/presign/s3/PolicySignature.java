package dev.millrace.presign.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The AWS Signature Version 4 of a POST policy.
final class PolicySignature {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SERVICE = "s3";
  private static final String TERMINATOR = "aws4_request";
  private static final String HMAC = "HmacSHA256";

  private PolicySignature() {}

  /// {@return where and when a signature is good, as a credential names it}
  ///
  /// @param date of the signature, `yyyyMMdd`
  static String scope(String date, String region) {
    return String.join("/", date, region, SERVICE, TERMINATOR);
  }

  /// {@return the signature in hex}
  ///
  /// @param policy in base 64
  static String of(String policy, String secretKey, String date, String region) {
    byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {date, region, SERVICE, TERMINATOR}) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, policy));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
