package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.aws.SigningCredentials;
import dev.millrace.json.Json;
import dev.millrace.local.Services;
import dev.millrace.presign.core.UploadGrant;
import dev.millrace.presign.s3.S3GrantSigner;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// S3 itself refuses what a grant does not allow.
@Tag("system")
class GrantTest {
  private static final String TEXT = "text/plain";
  private static final String CONTENT = "Grist to the mill.\n";

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(folder.resolve("a.txt"), CONTENT);
  }

  @Test
  void aFormTakesTheFileThatItWasMadeFor() throws IOException, InterruptedException {
    assertThat(submit(form(), TEXT)).isEqualTo(201);
  }

  @Test
  void aForgedSignatureIsRefused() throws IOException, InterruptedException {
    assertThat(submit(with(form(), "x-amz-signature", "0".repeat(64)), TEXT)).isEqualTo(403);
  }

  @Test
  void aPolicyThatWasChangedIsRefused() throws IOException, InterruptedException {
    JsonNode form = form();
    String policy = form.path("fields").path("policy").asText();

    assertThat(submit(with(form, "policy", policy.replaceFirst("^ey", "ex")), TEXT))
        .isBetween(400, 403);
  }

  @Test
  void anotherKeyIsRefused() throws IOException, InterruptedException {
    assertThat(submit(with(form(), "key", "documents/normal/other/up_1"), TEXT)).isEqualTo(403);
  }

  @Test
  void aTypeOtherThanDeclaredIsRefused() throws IOException, InterruptedException {
    assertThat(submit(with(form(), "Content-Type", "text/html"), "text/html")).isEqualTo(403);
  }

  @Test
  void aFileOfAnotherSizeIsRefused() throws IOException, InterruptedException {
    JsonNode form = form();
    Files.writeString(file, CONTENT + "more");
    int larger = submit(form, TEXT);
    Files.writeString(file, "less");

    assertThat(larger).isEqualTo(400);
    assertThat(submit(form, TEXT)).isEqualTo(400);
  }

  @Test
  void anExpiredFormIsRefused() throws IOException, InterruptedException {
    UploadGrant.PostForm grant = signer(Instant.now().minusSeconds(7200)).form(upload());

    assertThat(submit(Json.tree(Map.of("url", grant.url(), "fields", grant.fields())), TEXT))
        .isEqualTo(403);
  }

  @Test
  void aPutTakesTheFileThatItWasMadeForAndOnlyOnce() throws IOException, InterruptedException {
    UploadGrant.PutRequest grant = put();

    assertThat(put(grant, TEXT, CONTENT)).isEqualTo(200);
    assertThat(put(grant, TEXT, CONTENT)).isEqualTo(412);
  }

  @Test
  void aPutOfAnotherTypeOrSizeIsRefused() throws IOException, InterruptedException {
    UploadGrant.PutRequest grant = put();

    assertThat(put(grant, "text/html", CONTENT)).isEqualTo(403);
    assertThat(put(grant, TEXT, CONTENT + "more")).isEqualTo(403);
  }

  private JsonNode form() throws IOException, InterruptedException {
    return Stack.CLIENT.createUpload("a.txt", TEXT, CONTENT.length()).body().path("post");
  }

  private int submit(JsonNode form, String contentType) throws IOException, InterruptedException {
    return Stack.CLIENT.submit(form, file, contentType);
  }

  private static JsonNode with(JsonNode form, String field, String value) {
    ObjectNode changed = form.deepCopy();
    ObjectNode fields = (ObjectNode) changed.path("fields");
    assertThat(fields.has(field)).as("the form has %s", field).isTrue();
    fields.put(field, value);
    return changed;
  }

  private static UploadGrant.PutRequest put() {
    return signer(Instant.now()).put(upload());
  }

  private static int put(UploadGrant.PutRequest grant, String contentType, String content)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(grant.url())).PUT(BodyPublishers.ofString(content));
    grant.headers().forEach(request::header);
    request.setHeader("content-type", contentType);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private static Upload upload() {
    return Samples.upload(
        new UploadRef("local", "up_" + System.nanoTime()),
        Kind.TEXT,
        CONTENT.length(),
        Instant.now());
  }

  private static S3GrantSigner signer(Instant now) {
    Services services = Stack.LOCAL.services();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(services.credentials());
    S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(services.s3().uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
    return new S3GrantSigner(
        presigner,
        new SigningCredentials(credentials, Duration.ofHours(1), Clock.fixed(now, ZoneOffset.UTC)),
        Region.US_EAST_1.id(),
        services.bucket());
  }
}
