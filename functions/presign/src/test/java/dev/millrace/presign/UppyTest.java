package dev.millrace.presign;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.presign.core.FixedRules;
import dev.millrace.upload.UploadState;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Upload tokens, and what stock Uppy does with them.
class UppyTest {
  private static final String BASE = "/uppy/{token}/s3";
  private static final String ONE = BASE + "/multipart/{s3UploadId}";
  private static final String KEY = "documents/normal/acme/up_1";

  private final PresignFixture presign = new PresignFixture(FixedRules.upTo(12L << 20));
  private String token = "";

  @BeforeEach
  void createToken() {
    token =
        PresignFixture.body(
                createToken(
                    "{\"ttlSeconds\": 60, \"maxUploads\": 2, \"metadata\": {\"customer\": \"42\"}}"))
            .get("token")
            .asText();
  }

  // Tokens

  @Test
  void aTokenIsShownOnceAndListedWithout() {
    JsonNode created = PresignFixture.body(createToken("{\"ttlSeconds\": 3600}"));

    assertThat(created.get("companionEndpoint").asText())
        .isEqualTo(
            "https://k7m2x9q4.execute-api.us-east-1.amazonaws.com/uppy/"
                + created.get("token").asText());
    assertThat(created.get("token").asText()).endsWith(".acme");
    assertThat(created.get("expiresAt").asText()).isEqualTo("2026-01-01T01:00:00Z");
    APIGatewayV2HTTPResponse list =
        presign.answer("GET", "/v1/upload-tokens", Map.of(), Map.of(), "");
    assertThat(list.getBody())
        .contains(created.get("id").asText())
        .doesNotContain(created.get("token").asText());
  }

  @Test
  void aRepeatedRequestWithAKeyGetsTheSameToken() {
    APIGatewayV2HTTPEvent event = PresignFixture.event();
    event.setRawPath("/v1/upload-tokens");
    event.getRequestContext().getHttp().setPath("/v1/upload-tokens");
    event.setHeaders(Map.of("idempotency-key", "once"));
    event.setBody("{\"ttlSeconds\": 60}");

    APIGatewayV2HTTPResponse first = presign.answer("/v1/upload-tokens", event);
    APIGatewayV2HTTPResponse second = presign.answer("/v1/upload-tokens", event);

    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeaders()).containsEntry("idempotency-replayed", "true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"ttlSeconds\": 0}",
        "{\"ttlSeconds\": 604801}",
        "{\"ttlSeconds\": 1, \"maxUploads\": 0}",
        "{\"ttlSeconds\": 1, \"maxUploads\": 10001}",
        "{\"ttlSeconds\": 1, \"maxBytes\": 0}",
        "{\"ttlSeconds\": 1, \"maxBytes\": 53687091200001}",
        "{\"ttlSeconds\": 1, \"metadata\": {\"\": \"\"}}",
      })
  void boundsTokens(String body) {
    assertThat(PresignFixture.code(createToken(body))).isEqualTo("400 invalid_request");
  }

  @Test
  void aTokenIsRevokedAtOnce() {
    String id =
        PresignFixture.body(presign.answer("GET", "/v1/upload-tokens", Map.of(), Map.of(), ""))
            .at("/items/0/id")
            .asText();

    assertThat(revoke(id).getStatusCode()).isEqualTo(204);
    assertThat(PresignFixture.code(revoke(id))).isEqualTo("404 not_found");
    assertThat(PresignFixture.code(form("a.pdf"))).isEqualTo("401 invalid_upload_token");
  }

  @Test
  void aTokenThatIsOverOrNoneAtAllOpensNothing() {
    for (String wrong : new String[] {"x", "utk_0.acme", token.replace(".acme", ".other")}) {
      assertThat(
              PresignFixture.code(
                  presign.answer("GET", BASE + "/params", Map.of("token", wrong), Map.of(), "")))
          .isEqualTo("401 invalid_upload_token");
    }
    presign.clock.advance(java.time.Duration.ofSeconds(60));
    assertThat(PresignFixture.code(form("a.pdf"))).isEqualTo("401 invalid_upload_token");
  }

  // One request

  @Test
  void aFormIsGranted() {
    JsonNode body =
        PresignFixture.body(
            get(
                BASE + "/params",
                Map.of(
                    "filename", "a b.pdf",
                    "type", "application/pdf",
                    "metadata[name]", "a b.pdf",
                    "metadata[type]", "application/pdf",
                    "metadata[album]", "7",
                    "metadata[customer]", "forged")));

    assertThat(body.get("method").asText()).isEqualTo("POST");
    assertThat(body.at("/fields/key").asText()).isEqualTo(KEY);
    assertThat(presign.upload().file().size()).isNull();
    assertThat(presign.upload().maxBytes()).isEqualTo(12L << 20);
    assertThat(presign.upload().file().metadata())
        .containsExactlyInAnyOrderEntriesOf(Map.of("album", "7", "customer", "42"));
  }

  @Test
  void aTokenBoundsSizeAndNumber() {
    token =
        PresignFixture.body(
                createToken("{\"ttlSeconds\": 60, \"maxUploads\": 1, \"maxBytes\": 1000}"))
            .get("token")
            .asText();

    assertThat(PresignFixture.code(form("a.exe"))).isEqualTo("415 unsupported_media_type");
    assertThat(form("a.pdf").getStatusCode()).isEqualTo(200);
    assertThat(presign.upload().maxBytes()).isEqualTo(1000);
    assertThat(PresignFixture.code(form("a.pdf"))).isEqualTo("403 upload_token_used_up");
  }

  @ParameterizedTest
  @CsvSource({"'', application/pdf", "a.pdf, 'application/\u00e4'"})
  void aFileWithoutANameOrWithAnImpossibleTypeIsRefused(String filename, String type) {
    assertThat(
            PresignFixture.code(get(BASE + "/params", Map.of("filename", filename, "type", type))))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void tooMuchMetadataIsRefused() {
    Map<String, String> query = new HashMap<>(Map.of("filename", "a.pdf"));
    for (int i = 0; i < 20; i++) {
      query.put("metadata[m" + i + "]", "v");
    }

    assertThat(PresignFixture.code(get(BASE + "/params", query))).isEqualTo("400 invalid_request");
  }

  @Test
  void credentialsAreNotGivenOut() {
    assertThat(PresignFixture.code(get(BASE + "/sts", Map.of()))).isEqualTo("400 invalid_request");
  }

  // Parts

  @Test
  void partsAreSignedListedAndPutTogether() {
    JsonNode created = createInParts("a.pdf", "{\"album\": 7, \"empty\": null}");
    assertThat(created.get("key").asText()).isEqualTo(KEY);
    assertThat(created.get("uploadId").asText()).isEqualTo("s3-1");
    assertThat(created.get("bucket").asText()).isEqualTo("bucket");
    assertThat(presign.upload().file().metadata()).containsEntry("album", "7");

    assertThat(PresignFixture.body(one("GET", "/1", Map.of(), "")).get("url").asText())
        .endsWith("partNumber=1");
    assertThat(
            PresignFixture.body(one("GET", "/batch", Map.of("partNumbers", "1, 2"), ""))
                .get("presignedUrls"))
        .hasSize(2);
    String etag = presign.parts.send(presign.upload().objectKey(), "s3-1", 1, new byte[3]);
    assertThat(PresignFixture.body(one("GET", "", Map.of(), "")))
        .hasToString("[{\"PartNumber\":1,\"ETag\":\"\\\"%s\\\"\",\"Size\":3}]".formatted(etag));

    JsonNode completed =
        PresignFixture.body(
            one(
                "POST",
                "/complete",
                Map.of(),
                "{\"parts\": [{\"PartNumber\": 1, \"ETag\": \"%s\"}]}".formatted(etag)));
    assertThat(completed.get("location").asText())
        .isEqualTo("https://k7m2x9q4.execute-api.us-east-1.amazonaws.com/v1/uploads/up_1");
    assertThat(presign.upload().state()).isEqualTo(UploadState.UPLOADED);
  }

  @Test
  void aPartPastWhatTheTokenAllowsIsNotSigned() {
    createInParts("a.pdf", "{}");

    assertThat(one("GET", "/3", Map.of(), "").getStatusCode()).isEqualTo(200);
    APIGatewayV2HTTPResponse refused = one("GET", "/4", Map.of(), "");
    assertThat(PresignFixture.code(refused)).isEqualTo("400 part_out_of_range");
    assertThat(PresignFixture.body(refused).get("maxParts").asInt()).isEqualTo(3);
    assertThat(PresignFixture.code(one("GET", "/batch", Map.of("partNumbers", "1,4"), "")))
        .isEqualTo("400 part_out_of_range");
    assertThat(PresignFixture.code(one("GET", "/first", Map.of(), "")))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void anAbortMayBeRepeated() {
    createInParts("a.pdf", "{}");

    for (int i = 0; i < 2; i++) {
      APIGatewayV2HTTPResponse answer = one("DELETE", "", Map.of(), "");
      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(answer.getBody()).isEqualTo("{}");
    }
    assertThat(presign.parts.open()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "documents/normal/other/up_1, s3-1",
    "documents/high/acme/up_1, s3-1",
    "documents/normal/acme/up_2, s3-1",
    "documents/normal/acme/up_1, s3-2",
    "derived/acme/up_1/run_1/text.txt, s3-1",
    "nonsense, s3-1",
  })
  void aKeyThatIsNotTheUploadsOpensNothing(String key, String s3UploadId) {
    createInParts("a.pdf", "{}");

    for (String path : new String[] {"GET ", "DELETE ", "GET /1", "POST /complete"}) {
      String[] request = path.split(" ", -1);
      assertThat(
              PresignFixture.code(
                  presign.answer(
                      request[0],
                      ONE + pattern(request[1]),
                      parameters(s3UploadId, request[1]),
                      Map.of("key", key),
                      "{\"parts\": []}")))
          .isEqualTo("404 not_found");
    }
    assertThat(presign.upload().state()).isEqualTo(UploadState.CREATED);
  }

  // Uploads that the page has created

  @Test
  void anUploadThatThePageHasCreatedIsSentAsAForm() {
    presign.answer(
        "POST", "/v1/uploads", Map.of(), Map.of(), "{\"filename\": \"a.pdf\", \"size\": 3}");

    JsonNode body =
        PresignFixture.body(
            get(BASE + "/params", Map.of("filename", "a.pdf", "metadata[uploadId]", "up_1")));

    assertThat(body.at("/fields/key").asText()).isEqualTo(KEY);
    assertThat(presign.store.eventTypes()).containsExactly("upload.created");
  }

  @Test
  void anUploadThatThePageHasCreatedIsSentInParts() {
    presign.answer(
        "POST", "/v1/uploads", Map.of(), Map.of(), "{\"filename\": \"a.pdf\", \"size\": 3}");

    JsonNode first = createInParts("a.pdf", "{\"uploadId\": \"up_1\"}");
    assertThat(createInParts("a.pdf", "{\"uploadId\": \"up_1\"}")).isEqualTo(first);

    assertThat(PresignFixture.code(one("GET", "/2", Map.of(), "")))
        .isEqualTo("400 part_out_of_range");
    assertThat(presign.parts.open()).isEqualTo(1);
  }

  @Test
  void anUploadThatIsNotThePagesIsNotFoundAndOneThatIsOverTakesNoBytes() {
    assertThat(
            PresignFixture.code(
                get(BASE + "/params", Map.of("filename", "a", "metadata[uploadId]", "up_9"))))
        .isEqualTo("404 not_found");
    createInParts("a.pdf", "{}");
    one("DELETE", "", Map.of(), "");

    assertThat(
            PresignFixture.code(
                get(BASE + "/params", Map.of("filename", "a", "metadata[uploadId]", "up_1"))))
        .isEqualTo("409 upload_ended");
  }

  private APIGatewayV2HTTPResponse createToken(String body) {
    return presign.answer("POST", "/v1/upload-tokens", Map.of(), Map.of(), body);
  }

  private APIGatewayV2HTTPResponse revoke(String id) {
    return presign.answer(
        "DELETE", "/v1/upload-tokens/{tokenId}", Map.of("tokenId", id), Map.of(), "");
  }

  private APIGatewayV2HTTPResponse form(String filename) {
    return get(BASE + "/params", Map.of("filename", filename, "type", ""));
  }

  private APIGatewayV2HTTPResponse get(String pattern, Map<String, String> query) {
    return presign.answer("GET", pattern, Map.of("token", token), query, "");
  }

  private JsonNode createInParts(String filename, String metadata) {
    return PresignFixture.body(
        presign.answer(
            "POST",
            BASE + "/multipart",
            Map.of("token", token),
            Map.of(),
            "{\"filename\": \"%s\", \"type\": \"\", \"metadata\": %s}"
                .formatted(filename, metadata)));
  }

  private APIGatewayV2HTTPResponse one(
      String method, String path, Map<String, String> query, String body) {
    Map<String, String> whole = new HashMap<>(query);
    whole.put("key", KEY);
    return presign.answer(method, ONE + pattern(path), parameters("s3-1", path), whole, body);
  }

  private static String pattern(String path) {
    return path.matches("|/batch|/complete") ? path : "/{partNumber}";
  }

  private Map<String, String> parameters(String s3UploadId, String path) {
    return Map.of("token", token, "s3UploadId", s3UploadId, "partNumber", path.replace("/", ""));
  }
}
