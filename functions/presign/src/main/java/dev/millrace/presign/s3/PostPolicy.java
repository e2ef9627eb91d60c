package dev.millrace.presign.s3;

import dev.millrace.aws.SigningCredentials.Signing;
import dev.millrace.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// A form that S3 takes only if it is filled in exactly so: every field has its condition. The SDK
/// has no signer for such forms.
final class PostPolicy {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 8;

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<Object> conditions = new ArrayList<>();

  PostPolicy(String bucket) {
    conditions.add(Map.of("bucket", bucket));
  }

  /// Demands a field.
  PostPolicy field(String name, String value) {
    fields.put(name, value);
    conditions.add(Map.of(name, value));
    return this;
  }

  /// Demands a file of so many bytes.
  PostPolicy size(long least, long most) {
    conditions.add(List.of("content-length-range", least, most));
    return this;
  }

  /// {@return the fields of the form, the policy and its signature among them}
  Map<String, String> sign(Signing signing, String region) {
    String timestamp = TIMESTAMP.format(signing.signedAt());
    String date = timestamp.substring(0, DATE_LENGTH);
    field("x-amz-algorithm", PolicySignature.ALGORITHM);
    field(
        "x-amz-credential",
        signing.credentials().accessKeyId() + "/" + PolicySignature.scope(date, region));
    field("x-amz-date", timestamp);
    if (signing.credentials() instanceof AwsSessionCredentials session) {
      field("x-amz-security-token", session.sessionToken());
    }
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("expiration", signing.expiresAt());
    policy.put("conditions", conditions);
    String encoded =
        Base64.getEncoder().encodeToString(Json.write(policy).getBytes(StandardCharsets.UTF_8));
    Map<String, String> signed = new LinkedHashMap<>(fields);
    signed.put("policy", encoded);
    signed.put(
        "x-amz-signature",
        PolicySignature.of(encoded, signing.credentials().secretAccessKey(), date, region));
    return signed;
  }
}
