package dev.millrace.presign.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.aws.SigningCredentials;
import dev.millrace.presign.core.SignedPart;
import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.presign.core.UploadGrant.PutRequest;
import dev.millrace.testing.Samples;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Upload;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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
    PutRequest put = signer(basic()).put(upload(HASH));

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
    PutRequest put = signer(basic()).put(upload(null));

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

    PutRequest grant = signer(session).put(upload(null));

    assertThat(grant.expiresAt()).isEqualTo(Instant.ofEpochSecond(end.getEpochSecond()));
    Map<String, String> query = query(URI.create(grant.url()));
    assertThat(Integer.parseInt(query.get("X-Amz-Expires"))).isBetween(590, 600);
    assertThat(query).containsEntry("X-Amz-Security-Token", "token");
  }

  @Test
  void whereS3IsSomewhereElseTheBucketIsAFolder() {
    System.setProperty(ENDPOINT, "http://127.0.0.1:4510");
    S3GrantSigner signer = signer(basic());

    PutRequest put = signer.put(upload(null));
    assertThat(put.url())
        .startsWith("http://127.0.0.1:4510/bucket/documents/normal/acme/up_01?X-Amz-");
    assertThat(signer.form(upload(null)).url()).isEqualTo("http://127.0.0.1:4510/bucket/");
  }

  @Test
  void aPartIsSignedWithItsSize() {
    Upload upload = upload(null).inParts(new Multipart("s3-id", 8L, 2));

    List<SignedPart> parts = signer(basic()).parts(upload, List.of(2, 1));

    assertThat(parts).extracting(SignedPart::number).containsExactly(2, 1);
    assertThat(parts).extracting(SignedPart::size).containsExactly(4L, 8L);
    assertThat(query(URI.create(parts.getFirst().url())))
        .containsEntry("partNumber", "2")
        .containsEntry("uploadId", "s3-id")
        .containsEntry("X-Amz-SignedHeaders", "content-length;host");
  }

  @Test
  void aPartWhoseSizeTheSenderChoosesIsSignedWithout() {
    Upload upload = upload(null).inParts(new Multipart("s3-id", null, 2));

    assertThat(signer(basic()).parts(upload, List.of(1)))
        .singleElement()
        .satisfies(part -> {
          assertThat(part.size()).isNull();
          assertThat(query(URI.create(part.url()))).containsEntry("X-Amz-SignedHeaders", "host");
        });
  }

  @Test
  void aFormForAFileOfUnknownSizeTakesWhatIsAllowed() {
    DeclaredFile file =
        new DeclaredFile("a.pdf", "application/pdf", Kind.PDF, null, null, Map.of());
    Instant now = clock.instant();
    PostForm form =
        signer(basic()).form(Upload.created(Samples.REF, file, 100, Priority.NORMAL, now, now));

    assertThat(
            new String(
                Base64.getDecoder().decode(form.fields().get("policy")), StandardCharsets.UTF_8))
        .contains("[\"content-length-range\",1,100]");
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
        new DeclaredFile("a.pdf", "application/pdf", Kind.PDF, 12L, sha256, Map.of()),
        100,
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
