package dev.millrace.presign.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.aws.SigningCredentials;
import dev.millrace.json.Json;
import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Holds the forms against those of botocore, which lie in `vectors/post-policy.json`. There,
/// `expected` is what botocore returned, its clock stopped at `signedAt`, from
///
/// ```python
/// fields = {"Content-Type": contentType, "success_action_status": "201"}
/// # and "x-amz-checksum-sha256" where there is one
/// conditions = [{k: v} for k, v in fields.items()] + [["content-length-range", size, size]]
/// s3.generate_presigned_post(bucket, key, fields, conditions, lifetimeSeconds)
/// ```
class PostPolicyVectorTest {
  private static final JsonNode VECTORS = read();

  static Stream<JsonNode> vectors() {
    return VECTORS.get("vectors").valueStream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signsAPolicyAsBotocoreDoes(JsonNode vector) {
    JsonNode fields = vector.at("/expected/fields");

    assertThat(
            PolicySignature.of(
                fields.get("policy").asText(),
                VECTORS.get("secretAccessKey").asText(),
                fields.get("x-amz-date").asText().substring(0, 8),
                vector.get("region").asText()))
        .isEqualTo(fields.get("x-amz-signature").asText());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void demandsWhatBotocoreDemands(JsonNode vector) {
    Map<String, String> ours = new LinkedHashMap<>(form(vector).fields());
    Map<String, String> theirs =
        vector
            .at("/expected/fields")
            .propertyStream()
            .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().asText()));

    JsonNode ourPolicy = policy(ours.remove("policy"));
    JsonNode theirPolicy = policy(theirs.remove("policy"));
    assertThat(ourPolicy.get("expiration")).isEqualTo(theirPolicy.get("expiration"));
    assertThat(ourPolicy.get("conditions"))
        .containsExactlyInAnyOrderElementsOf(theirPolicy.get("conditions"));

    assertThat(ours.remove("x-amz-signature")).hasSize(64);
    theirs.remove("x-amz-signature");
    assertThat(ours).isEqualTo(theirs);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signsItsOwnPolicy(JsonNode vector) {
    Map<String, String> fields = form(vector).fields();

    assertThat(fields.get("x-amz-signature"))
        .isEqualTo(
            PolicySignature.of(
                Objects.requireNonNull(fields.get("policy")),
                VECTORS.get("secretAccessKey").asText(),
                "20261122",
                vector.get("region").asText()));
  }

  private static PostForm form(JsonNode vector) {
    Region region = Region.of(vector.get("region").asText());
    AwsCredentials credentials = credentials(vector.path("sessionToken").asText(null));
    Instant now = Instant.parse(VECTORS.get("signedAt").asText());
    S3GrantSigner signer =
        new S3GrantSigner(
            S3Presigner.builder().region(region).credentialsProvider(() -> credentials).build(),
            new SigningCredentials(
                () -> credentials,
                Duration.ofSeconds(VECTORS.get("lifetimeSeconds").asLong()),
                Clock.fixed(now, ZoneOffset.UTC)),
            region.id(),
            vector.get("bucket").asText());
    return signer.form(upload(vector, now));
  }

  private static Upload upload(JsonNode vector, Instant now) {
    ObjectKey.Original key =
        (ObjectKey.Original) ObjectKey.parse(vector.get("key").asText()).orElseThrow();
    DeclaredFile file =
        new DeclaredFile(
            "a",
            vector.get("contentType").asText(),
            Kind.PDF,
            vector.get("size").asLong(),
            hex(vector.path("checksumSha256").asText(null)),
            Map.of());
    return Upload.created(key.upload(), file, Long.MAX_VALUE, key.priority(), now, now);
  }

  private static @Nullable String hex(@Nullable String base64) {
    return base64 == null ? null : HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }

  private static AwsCredentials credentials(@Nullable String token) {
    String id = VECTORS.get("accessKeyId").asText();
    String secret = VECTORS.get("secretAccessKey").asText();
    return token == null
        ? AwsBasicCredentials.create(id, secret)
        : AwsSessionCredentials.create(id, secret, token);
  }

  private static JsonNode policy(@Nullable String base64) {
    return Json.tree(
        new String(
            Base64.getDecoder().decode(Objects.requireNonNull(base64)), StandardCharsets.UTF_8));
  }

  private static JsonNode read() {
    try (InputStream json =
        Objects.requireNonNull(
            PostPolicyVectorTest.class.getResourceAsStream("/vectors/post-policy.json"))) {
      return Json.tree(new String(json.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
