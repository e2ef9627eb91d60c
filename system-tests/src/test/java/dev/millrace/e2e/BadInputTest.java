package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.local.LocalStack;
import dev.millrace.local.demo.MillraceClient;
import dev.millrace.local.demo.MillraceClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class BadInputTest {
  @TempDir private Path folder;

  @Test
  void aCallerWithoutAKeyIsUnauthorized() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(api("/v1/uploads/up_1")).build(), BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aCallerWithAWrongKeyIsForbidden() throws IOException, InterruptedException {
    try (MillraceClient stranger = new MillraceClient(Stack.LOCAL.api(), "mk_wrong")) {
      assertThat(stranger.upload("up_1", Optional.empty()).status()).isEqualTo(403);
    }
  }

  @Test
  void anUnknownUploadIsNotFound() throws IOException, InterruptedException {
    Answer answer = Stack.CLIENT.upload("up_00000000000000000000000000", Optional.empty());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().path("code").asText()).isEqualTo("not_found");
  }

  @Test
  void aFileThatIsTooLargeIsToldBothSizes() throws IOException, InterruptedException {
    Answer answer = Stack.CLIENT.createUpload("a.pdf", "application/pdf", 1L << 40);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body().path("code").asText()).isEqualTo("upload_too_large");
    assertThat(answer.body().path("sizeBytes").asLong()).isEqualTo(1L << 40);
    assertThat(answer.body().path("maxBytes").asLong()).isEqualTo(52_428_800);
  }

  @Test
  void aWrongKindIsUnsupported() throws IOException, InterruptedException {
    Answer answer = Stack.CLIENT.createUpload("a.exe", "application/x-msdownload", 10);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.body().path("code").asText()).isEqualTo("unsupported_media_type");
  }

  @Test
  void brokenJsonIsABadRequest() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(api("/v1/uploads"))
                  .header("authorization", "Bearer " + LocalStack.API_KEY)
                  .POST(BodyPublishers.ofString("{\"filename\":"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.headers().firstValue("content-type"))
          .contains("application/problem+json");
      assertThat(Json.tree(response.body()).path("code").asText()).isEqualTo("malformed_json");
    }
  }

  @Test
  void anEncryptedPdfFailsWithAReasonAndANotice() throws IOException, InterruptedException {
    assertFails(Pdfs.writeEncrypted(folder.resolve("locked.pdf")), "encrypted");
  }

  @Test
  void aCorruptPdfFailsWithAReasonAndANotice() throws IOException, InterruptedException {
    assertFails(Files.writeString(folder.resolve("torn.pdf"), "%PDF-1.7\nnothing more"), "corrupt");
  }

  @Test
  void anOfficeFileThatWantsAPasswordFailsWithAReason() throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("locked.docx"), encryptedPackage());
    String id =
        Stack.send(file, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    assertThat(Stack.ended(id).path("error").path("code").asText()).isEqualTo("encrypted");
    Stack.noticesWith(id, "upload.failed");
  }

  /// The least that tells what it is: a compound file (MS-CFB) whose directory holds the package.
  private static byte[] encryptedPackage() {
    ByteBuffer file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    file.put(HexFormat.of().parseHex("d0cf11e0a1b11ae1"));
    file.putShort(30, (short) 9);
    file.position(512).put("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE));
    return file.array();
  }

  @Test
  void aFileThatIsNotWhatItWasDeclaredIsRejectedWithANotice()
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("page.pdf"), "<html><body>hello</body></html>");
    String id = Stack.send(file, "application/pdf");

    assertThat(Stack.ended(id).path("error").path("code").asText()).isEqualTo("type_mismatch");
    Stack.noticesWith(id, "upload.rejected");
  }

  private static void assertFails(Path file, String code) throws IOException, InterruptedException {
    String id = Stack.send(file, "application/pdf");
    JsonNode upload = Stack.ended(id);

    assertThat(upload.path("state").asText()).isEqualTo("FAILED");
    assertThat(upload.path("error").path("code").asText()).isEqualTo(code);
    assertThat(upload.path("error").path("message").asText()).isNotBlank();
    assertThat(Stack.noticesWith(id, "upload.failed"))
        .filteredOn(notice -> notice.type().equals("upload.failed"))
        .extracting(notice -> notice.data().path("error").path("code").asText())
        .containsOnly(code);
  }

  private static URI api(String path) {
    return Stack.LOCAL.api().resolve(path);
  }
}
