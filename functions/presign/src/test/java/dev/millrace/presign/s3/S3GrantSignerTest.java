package dev.millrace.presign.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.aws.SigningCredentials;
import dev.millrace.presign.core.UploadGrant;
import dev.millrace.presign.core.UploadGrant.PutRequest;
import dev.millrace.presign.core.UploadMethod;
import dev.millrace.testing.Samples;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Upload;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3GrantSignerTest {
  private static final String ENDPOINT = "aws.endpointUrlS3";
  private static final String HASH =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String HASH_IN_BASE_64 = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";

  private final Clock clock = Clock.systemUTC();

  @AfterEach
  void forgetEndpoint() {
    System.clearProperty(ENDPOINT);
  }

  @Test
  void aPutIsSignedWithEverythingThatS3IsToCheck() {
    PutRequest put = (PutRequest) signer(basic()).sign(upload(HASH), UploadMethod.PUT);

    assertThat(put.headers())
        .isEqualTo(
            Map.of(
                "content-type", "application/pdf",
                "if-none-match", "*",
                "x-amz-checksum-sha256", HASH_IN_BASE_64));
    URI url = URI.create(put.url());
    assertThat(url.getHost()).isEqualTo("bucket.s3.eu-central-1.amazonaws.com");
    assertThat(url.getPath()).isEqualTo("/documents/normal/acme/up_01");
    assertThat(query(url))
        .containsEntry("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
        .containsEntry("X-Amz-Expires", "3600")
        .containsEntry(
            "X-Amz-SignedHeaders",
            "content-length;content-type;host;if-none-match;x-amz-checksum-sha256")
        .doesNotContainKey("X-Amz-Security-Token");
  }

  @Test
  void aHashThatNobodyToldIsNotChecked() {
    PutRequest put = (PutRequest) signer(basic()).sign(upload(null), UploadMethod.PUT);

    assertThat(put.headers()).containsOnlyKeys("content-type", "if-none-match");
    assertThat(query(URI.create(put.url())))
        .containsEntry("X-Amz-SignedHeaders", "content-length;content-type;host;if-none-match");
  }

  @Test
  void aGrantEndsWithTheCredentials() {
    Instant end = clock.instant().plusSeconds(600);
    AwsCredentialsProvider session =
        () ->
            AwsSessionCredentials.builder()
                .accessKeyId("id")
                .secretAccessKey("secret")
                .sessionToken("token")
                .expirationTime(end)
                .build();

    UploadGrant grant = signer(session).sign(upload(null), UploadMethod.PUT);

    assertThat(grant.expiresAt()).isEqualTo(Instant.ofEpochSecond(end.getEpochSecond()));
    Map<String, String> query = query(URI.create(((PutRequest) grant).url()));
    assertThat(Integer.parseInt(query.get("X-Amz-Expires"))).isBetween(590, 600);
    assertThat(query).containsEntry("X-Amz-Security-Token", "token");
  }

  @Test
  void whereS3IsSomewhereElseTheBucketIsAFolder() {
    System.setProperty(ENDPOINT, "http://127.0.0.1:4510");
    S3GrantSigner signer = signer(basic());

    PutRequest put = (PutRequest) signer.sign(upload(null), UploadMethod.PUT);
    assertThat(put.url())
        .startsWith("http://127.0.0.1:4510/bucket/documents/normal/acme/up_01?X-Amz-");
    assertThat(signer.sign(upload(null), UploadMethod.POST))
        .extracting("url")
        .isEqualTo("http://127.0.0.1:4510/bucket");
  }

  private S3GrantSigner signer(AwsCredentialsProvider credentials) {
    return new S3GrantSigner(
        S3Presigner.builder().region(Region.EU_CENTRAL_1).credentialsProvider(credentials).build(),
        new SigningCredentials(credentials, Duration.ofHours(1), clock),
        Region.EU_CENTRAL_1.id(),
        "bucket");
  }

  private static AwsCredentialsProvider basic() {
    return () -> AwsBasicCredentials.create("id", "secret");
  }

  private Upload upload(@Nullable String sha256) {
    return Upload.created(
        Samples.REF,
        new DeclaredFile("a.pdf", "application/pdf", Kind.PDF, 12, sha256, Map.of()),
        Priority.NORMAL,
        clock.instant(),
        clock.instant());
  }

  private static Map<String, String> query(URI url) {
    return Arrays.stream(url.getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                parameter -> parameter[0],
                parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
  }
}
