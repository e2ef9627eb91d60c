package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.local.LocalStack;
import dev.millrace.local.Services;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.multipart.CompleteUpload;
import dev.millrace.upload.multipart.CompleteUpload.Outcome;
import dev.millrace.upload.multipart.MultipartStore;
import dev.millrace.upload.multipart.PartSizes;
import dev.millrace.upload.multipart.SentPart;
import dev.millrace.upload.s3.S3Multipart;
import dev.millrace.upload.s3.S3Objects;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// A client that breaks its word is refused, by the layer that should: at creation, by S3 itself
/// (see also [GrantTest]), when parts are signed or put together, or when the object has arrived.
@Tag("system")
class CheatingClientTest {
  private static final int PART = (int) PartSizes.SMALLEST;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;

  // Creation

  @Test
  void anExtensionThatContradictsTheTypeIsRefusedAtCreation() throws Exception {
    Answer answer =
        post(
            "/v1/uploads",
            "{\"filename\": \"a.pdf\", \"contentType\": \"image/png\", \"size\": 9}");

    assertThat(answer.code()).isEqualTo("415 type_mismatch");
  }

  // Parts

  @Test
  void aPartPastTheLastIsNotSigned() throws Exception {
    Sending sending = createInParts(PART + 1L);

    assertThat(sending.sign(3).code()).isEqualTo("400 part_out_of_range");
  }

  @Test
  void aPartOfAnotherSizeThanSignedIsRefusedByS3() throws Exception {
    Sending sending = createInParts(PART + 1L);

    assertThat(sending.send(2, new byte[2])).isEqualTo(403);
    assertThat(sending.send(2, new byte[1])).isEqualTo(200);
  }

  @Test
  void aFileThatTurnsOutLargerThanTheTokenAllowsIsThrownAwayAtCompletion() throws Exception {
    Uppy uppy = uppy("{\"ttlSeconds\": 60, \"maxBytes\": %d}".formatted(PART + 10));
    uppy.send(1, new byte[PART]);
    uppy.send(2, new byte[PART]);

    assertThat(uppy.complete("[]").code()).isEqualTo("413 upload_too_large");

    assertThat(Stack.ended(uppy.uploadId()).path("error").path("code").asText())
        .isEqualTo("upload_too_large");
    assertThat(uppy.list().code()).isEqualTo("409 upload_ended");
  }

  @Test
  void anExtraPartThatTheClientDoesNotNameIsRefusedAtCompletion() throws Exception {
    Uppy uppy = uppy("{\"ttlSeconds\": 60}");
    String etag = uppy.send(1, new byte[PART]);
    uppy.send(2, new byte[1]);

    assertThat(uppy.complete("[{\"PartNumber\": 1, \"ETag\": \"%s\"}]".formatted(etag)).code())
        .isEqualTo("409 part_mismatch");
  }

  @Test
  void aPartThatIsSwappedAfterTheListingIsRefusedByS3() throws Exception {
    Sending sending = createInParts(PART + 1L);
    sending.send(1, new byte[PART]);
    sending.send(2, new byte[] {1});
    S3Multipart s3 = multipart();
    MultipartStore swapping =
        new Swapping(s3, () -> assertThat(sending.send(2, new byte[] {2})).isEqualTo(200));

    assertThat(completion(swapping).complete(sending.ref(), Map.of()))
        .contains(new Outcome.PartChanged());
  }

  @Test
  void completingTwiceIsCompletingOnce() throws Exception {
    Sending sending = createInParts(PART + 1L);
    sending.send(1, new byte[PART]);
    assertThat(sending.complete().code()).isEqualTo("409 parts_missing");
    sending.send(2, new byte[1]);

    assertThat(sending.complete().status()).isEqualTo(200);
    assertThat(sending.complete().status()).isEqualTo(200);

    Stack.ended(sending.uploadId());
    assertThat(sending.complete().status()).isEqualTo(200);
    assertThat(
            Stack.noticesWith(sending.uploadId(), "upload.rejected").stream()
                .filter(notice -> notice.type().equals("upload.uploaded")))
        .hasSize(1);
  }

  @Test
  void anotherTenantsKeyOpensNothing() throws Exception {
    Uppy uppy = uppy("{\"ttlSeconds\": 60}");
    Uppy forged = new Uppy(uppy.base(), uppy.key().replace("/local/", "/other/"), uppy.s3Id());

    assertThat(forged.list().code()).isEqualTo("404 not_found");
    assertThat(forged.sign(1).code()).isEqualTo("404 not_found");
    assertThat(forged.complete("[]").code()).isEqualTo("404 not_found");
  }

  // Arrival

  @Test
  void aProgramUnderTheNameOfADocumentIsRejected() throws Exception {
    byte[] program = new byte[200];
    program[0] = 'M';
    program[1] = 'Z';

    assertRejected("invoice.pdf", "application/pdf", program);
  }

  @Test
  void aWebPageUnderTheNameOfAPictureIsRejected() throws Exception {
    assertRejected(
        "cat.png",
        "image/png",
        "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFormThatIsUsedAgainChangesNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), levels("Elbe"));
    JsonNode created = Stack.CLIENT.createUpload("a.csv", "text/csv", Files.size(file)).body();
    JsonNode form = created.path("post");
    assertThat(Stack.CLIENT.submit(form, file, "text/csv")).isEqualTo(201);
    JsonNode first = Stack.ended(created.path("id").asText());
    assertThat(first.path("state").asText()).isEqualTo("COMPLETED");

    Files.writeString(file, levels("Oder"));
    assertThat(Stack.CLIENT.submit(form, file, "text/csv")).isEqualTo(201);
    send("b.csv", "text/csv", Files.readAllBytes(file));

    JsonNode second = Stack.CLIENT.upload(created.path("id").asText(), Optional.empty()).body();
    assertThat(second.path("version")).isEqualTo(first.path("version"));
    assertThat(second.path("runId")).isEqualTo(first.path("runId"));
  }

  @Test
  void anObjectThatNobodyAskedForIsNotProcessed() throws Exception {
    String id = "up_000000000000nobodyasked";
    Services services = Stack.LOCAL.services();
    try (S3Client s3 = services.s3().client(services.credentials())) {
      s3.putObject(
          put -> put.bucket(services.bucket()).key("documents/normal/local/" + id),
          RequestBody.fromString("river,level\n"));
    }
    send("after.csv", "text/csv", levels("Havel").getBytes(StandardCharsets.UTF_8));

    assertThat(Stack.CLIENT.upload(id, Optional.empty()).status()).isEqualTo(404);
    assertThat(Stack.SUBSCRIBER.notices(id)).isEmpty();
  }

  private void assertRejected(String name, String contentType, byte[] content) throws Exception {
    JsonNode ended = send(name, contentType, content);

    assertThat(ended.path("state").asText()).isEqualTo("REJECTED");
    assertThat(ended.path("error").path("code").asText()).isEqualTo("type_mismatch");
  }

  private JsonNode send(String name, String contentType, byte[] content) throws Exception {
    return Stack.ended(Stack.send(Files.write(folder.resolve(name), content), contentType));
  }

  /// Bytes unlike any other's: the same twice would be a duplicate.
  private static String levels(String river) {
    return "river,level\n%s,%d\n".formatted(river, System.nanoTime());
  }

  private static Sending createInParts(long size) throws Exception {
    Answer created =
        post(
            "/v1/uploads",
            "{\"filename\": \"a.csv\", \"size\": %d, \"method\": \"MULTIPART\", \"partSize\": %d}"
                .formatted(size, PART));
    assertThat(created.status()).isEqualTo(201);
    return new Sending(created.body().path("id").asText());
  }

  /// An upload in parts by the API.
  private record Sending(String uploadId) {
    UploadRef ref() {
      return new UploadRef("local", uploadId);
    }

    Answer sign(int number) throws IOException, InterruptedException {
      return post(
          "/v1/uploads/" + uploadId + "/parts:sign", "{\"partNumbers\": [%d]}".formatted(number));
    }

    int send(int number, byte[] content) throws IOException, InterruptedException {
      String url = sign(number).body().at("/items/0/url").asText();
      return put(url, content).statusCode();
    }

    Answer complete() throws IOException, InterruptedException {
      return post("/v1/uploads/" + uploadId + "/complete", "");
    }
  }

  private static Uppy uppy(String token) throws Exception {
    String base =
        post("/v1/upload-tokens", token).body().path("companionEndpoint").asText() + "/s3/";
    JsonNode created =
        call(
                "POST",
                URI.create(base + "multipart"),
                "{\"filename\": \"a.csv\", \"type\": \"text/csv\", \"metadata\": {}}")
            .body();
    return new Uppy(base, created.path("key").asText(), created.path("uploadId").asText());
  }

  /// An upload in parts as Uppy does it.
  private record Uppy(String base, String key, String s3Id) {
    String uploadId() {
      return key.substring(key.lastIndexOf('/') + 1);
    }

    Answer sign(int number) throws IOException, InterruptedException {
      return call("GET", uri("/" + number), "");
    }

    String send(int number, byte[] content) throws IOException, InterruptedException {
      HttpResponse<String> sent = put(sign(number).body().path("url").asText(), content);
      assertThat(sent.statusCode()).isEqualTo(200);
      return sent.headers().firstValue("etag").orElseThrow().replace("\"", "");
    }

    Answer list() throws IOException, InterruptedException {
      return call("GET", uri(""), "");
    }

    Answer complete(String parts) throws IOException, InterruptedException {
      return call("POST", uri("/complete"), "{\"parts\": %s}".formatted(parts));
    }

    private URI uri(String path) {
      return URI.create(base + "multipart/" + s3Id + path + "?key=" + key);
    }
  }

  private record Answer(int status, JsonNode body) {
    String code() {
      return status + " " + body.path("code").asText();
    }
  }

  private static Answer post(String path, String body) throws IOException, InterruptedException {
    return call("POST", Stack.LOCAL.api().resolve(path), body);
  }

  private static Answer call(String method, URI uri, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(uri)
                .header("authorization", "Bearer " + LocalStack.API_KEY)
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return new Answer(answer.statusCode(), Json.tree(answer.body()));
  }

  private static HttpResponse<String> put(String url, byte[] content)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url)).PUT(BodyPublishers.ofByteArray(content)).build(),
        BodyHandlers.ofString());
  }

  private static S3Multipart multipart() {
    Services services = Stack.LOCAL.services();
    return new S3Multipart(
        services.s3().client(services.credentials()), services.bucket(), Duration.ofMinutes(1));
  }

  private static CompleteUpload completion(MultipartStore multipart) {
    Services services = Stack.LOCAL.services();
    Clock clock = Clock.systemUTC();
    DynamoUploads store =
        new DynamoUploads(
            services.dynamoDb().client(services.credentials()),
            services.template().output("UploadsTable").orElseThrow(),
            services.template().surroundings().region());
    return new CompleteUpload(
        new Uploads(store, clock),
        new S3Objects(services.s3().client(services.credentials()), services.bucket()),
        multipart,
        clock);
  }

  /// Something that is done between the listing of parts and their assembly.
  private interface Meanwhile {
    void run() throws Exception;
  }

  /// Parts that a cheat swaps after they were listed.
  private record Swapping(MultipartStore parts, Meanwhile swap) implements MultipartStore {
    @Override
    public String create(ObjectKey.Original key, String contentType) {
      return parts.create(key, contentType);
    }

    @Override
    public Optional<List<SentPart>> parts(ObjectKey.Original key, String s3UploadId) {
      return parts.parts(key, s3UploadId);
    }

    @Override
    public Assembly assemble(ObjectKey.Original key, String s3UploadId, List<SentPart> listed) {
      try {
        swap.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return parts.assemble(key, s3UploadId, listed);
    }

    @Override
    public void abort(ObjectKey.Original key, String s3UploadId) {
      parts.abort(key, s3UploadId);
    }
  }
}
