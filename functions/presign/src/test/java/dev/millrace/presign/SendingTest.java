package dev.millrace.presign;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.limit.Limit;
import dev.millrace.presign.core.FixedRules;
import dev.millrace.upload.Change;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.multipart.CompleteUpload;
import dev.millrace.upload.multipart.PartSizes;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The routes that have to do with the sending of bytes, over an upload of two parts.
class SendingTest {
  private static final long PART = PartSizes.SMALLEST;
  private static final String IN_PARTS =
      "{\"filename\": \"a.csv\", \"size\": %d, \"method\": \"MULTIPART\", \"partSize\": %d}"
          .formatted(PART + 7, PART);

  private final PresignFixture presign = new PresignFixture(FixedRules.upTo(1L << 50));

  @Test
  void partsAreGrantedWithTheUpload() {
    JsonNode body = PresignFixture.body(create(IN_PARTS));

    assertThat(body.get("method").asText()).isEqualTo("MULTIPART");
    assertThat(body.at("/multipart/partSize").asLong()).isEqualTo(PART);
    assertThat(body.at("/multipart/partCount").asInt()).isEqualTo(2);
    assertThat(body.at("/multipart/parts"))
        .extracting(part -> part.get("number").asInt() + " " + part.get("size").asLong())
        .containsExactly("1 " + PART, "2 7");
    assertThat(body.at("/links/parts").asText()).isEqualTo("/v1/uploads/up_1/parts");
    assertThat(body.at("/links/complete").asText()).isEqualTo("/v1/uploads/up_1/complete");
  }

  @Test
  void aLargeFileIsSentInPartsUnlessAskedForOtherwise() {
    JsonNode body = PresignFixture.body(create("{\"filename\": \"a.csv\", \"size\": 5368709120}"));

    assertThat(body.get("method").asText()).isEqualTo("MULTIPART");
    assertThat(body.at("/multipart/partCount").asInt()).isEqualTo(80);
    assertThat(body.at("/multipart/parts")).hasSize(80);
  }

  @Test
  void onlyTheFirstHundredPartsAreSignedAtOnce() {
    allowAnyBytesADay();
    JsonNode body =
        PresignFixture.body(create("{\"filename\": \"a.csv\", \"size\": 53687091200000}"));

    assertThat(body.at("/multipart/partCount").asInt()).isEqualTo(10_000);
    assertThat(body.at("/multipart/parts")).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"size\": 5368709121, \"method\": \"POST\"",
        "\"size\": 5368709121, \"method\": \"PUT\"",
        "\"size\": 9, \"method\": \"MULTIPART\", \"partSize\": 5242879",
        "\"size\": 9, \"method\": \"MULTIPART\", \"partSize\": 5368709121",
        "\"size\": 52428800001, \"partSize\": 5242880",
      })
  void whatS3CannotTakeIsNotGranted(String fields) {
    assertThat(PresignFixture.code(create("{\"filename\": \"a.csv\", %s}".formatted(fields))))
        .isEqualTo("400 invalid_request");
    assertThat(presign.parts.open()).isZero();
  }

  @Test
  void partsAreSignedWhenAskedForAndTheUploadHasBegun() {
    create(IN_PARTS);

    APIGatewayV2HTTPResponse answer = post("parts:sign", "{\"partNumbers\": [2, 2, 1]}");

    assertThat(PresignFixture.body(answer).get("items"))
        .extracting(part -> part.get("number").asInt())
        .containsExactly(2, 1);
    assertThat(presign.upload().state()).isEqualTo(UploadState.UPLOADING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[3]   | 400 part_out_of_range",
        "[0]   | 400 part_out_of_range",
        "[-1]  | 400 part_out_of_range",
        "[]    | 400 invalid_request",
        "[1.5] | 400 invalid_request",
        "2     | 400 invalid_request",
        "['1'] | 400 malformed_json",
      })
  void aPartThatTheFileDoesNotHaveIsNotSigned(String numbers, String code) {
    create(IN_PARTS);

    assertThat(PresignFixture.code(post("parts:sign", "{\"partNumbers\": %s}".formatted(numbers))))
        .isEqualTo(code);
  }

  @Test
  void atMostAHundredPartsAreSignedAtOnce() {
    allowAnyBytesADay();
    create("{\"filename\": \"a.csv\", \"size\": 53687091200000}");
    String hundredAndOne =
        IntStream.rangeClosed(1, 101).mapToObj(Integer::toString).collect(Collectors.joining(","));

    assertThat(
            PresignFixture.code(
                post("parts:sign", "{\"partNumbers\": [%s]}".formatted(hundredAndOne))))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void partsThatLieThereAreListedPageByPage() {
    allowAnyBytesADay();
    create("{\"filename\": \"a.csv\", \"size\": 53687091200000}");
    for (int number = 1; number <= 1001; number++) {
      send(number, new byte[] {1});
    }

    JsonNode first = PresignFixture.body(get("parts", Map.of()));
    assertThat(first.get("items")).hasSize(1000);
    assertThat(first.get("nextFrom").asInt()).isEqualTo(1001);

    JsonNode second = PresignFixture.body(get("parts", Map.of("from", "1001")));
    assertThat(second.get("items")).extracting(p -> p.get("number").asInt()).containsExactly(1001);
    assertThat(second.has("nextFrom")).isFalse();
    assertThat(PresignFixture.code(get("parts", Map.of("from", "x"))))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void anUploadIsCompletedAsOftenAsOneLikes() {
    create(IN_PARTS);
    String first = send(1, new byte[(int) PART]);
    String second = send(2, new byte[7]);
    String named =
        "{\"parts\": [{\"number\": 1, \"etag\": \"%s\"}, {\"number\": 2, \"etag\": \"\\\"%s\\\"\"}]}"
            .formatted(first, second);

    for (int i = 0; i < 2; i++) {
      APIGatewayV2HTTPResponse answer = post("complete", named);
      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(PresignFixture.body(answer).get("state").asText()).isEqualTo("UPLOADED");
    }
    assertThat(presign.store.eventTypes()).containsExactly("upload.created", "upload.uploaded");
  }

  @Test
  void whatIsNotCompleteIsToldPartByPart() {
    create(IN_PARTS);
    assertThat(PresignFixture.body(post("complete", "")).at("/parts"))
        .extracting(JsonNode::asInt)
        .containsExactly(1, 2);
    assertThat(PresignFixture.code(post("complete", ""))).isEqualTo("409 parts_missing");

    send(1, new byte[3]);
    send(2, new byte[7]);
    assertThat(PresignFixture.code(post("complete", ""))).isEqualTo("409 part_mismatch");
    send(1, new byte[(int) PART]);
    send(2, new byte[8]);
    assertThat(PresignFixture.code(post("complete", ""))).isEqualTo("413 upload_too_large");
    assertThat(PresignFixture.code(post("complete", ""))).isEqualTo("409 upload_ended");
    assertThat(PresignFixture.code(post("parts:sign", "{\"partNumbers\": [1]}")))
        .isEqualTo("409 upload_ended");
    assertThat(PresignFixture.code(get("parts", Map.of()))).isEqualTo("409 upload_ended");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"parts\": 1}                              | 400 invalid_request",
        "{\"parts\": [{\"number\": 1}]}              | 400 invalid_request",
        "{\"parts\": [{\"number\": \"1\", \"etag\": \"a\"}]} | 400 invalid_request",
        "{                                           | 400 malformed_json",
      })
  void namesOfPartsThatMakeNoSenseAreRefused(String body, String code) {
    create(IN_PARTS);

    assertThat(PresignFixture.code(post("complete", body))).isEqualTo(code);
  }

  @Test
  void aCompletionThatIsUnderWayIsToldAsAccepted() {
    create(IN_PARTS);
    presign.uploads.change(
        PresignFixture.REF,
        u ->
            Optional.of(
                Change.quietly(u.completing(presign.clock.instant().plus(CompleteUpload.LEASE)))));

    APIGatewayV2HTTPResponse answer = post("complete", "");

    assertThat(answer.getStatusCode()).isEqualTo(202);
    assertThat(answer.getHeaders())
        .containsEntry("location", "/v1/uploads/up_1")
        .containsEntry("retry-after", "5");
    assertThat(PresignFixture.body(post("abort", "")).get("state").asText())
        .isEqualTo("COMPLETING");
  }

  @Test
  void aFormIsCompleteOnceItsObjectIsThere() {
    create("{\"filename\": \"a.csv\", \"size\": 1}");
    assertThat(PresignFixture.code(post("complete", ""))).isEqualTo("409 bytes_missing");
    assertThat(PresignFixture.code(post("parts:sign", "{\"partNumbers\": [1]}")))
        .isEqualTo("409 not_in_parts");
    assertThat(PresignFixture.code(get("parts", Map.of()))).isEqualTo("409 not_in_parts");
    presign.objects.upload(presign.upload().objectKey(), new byte[1]);

    assertThat(post("complete", "").getStatusCode()).isEqualTo(200);
    assertThat(presign.upload().state()).isEqualTo(UploadState.UPLOADED);
  }

  @Test
  void anAbortedUploadIsGoneWithItsParts() {
    create(IN_PARTS);
    send(1, new byte[1]);

    for (int i = 0; i < 2; i++) {
      assertThat(PresignFixture.body(post("abort", "")).get("state").asText())
          .isEqualTo("CANCELLED");
    }
    assertThat(presign.parts.open()).isZero();
    assertThat(presign.store.eventTypes()).containsExactly("upload.created", "upload.cancelled");
    assertThat(PresignFixture.code(post("complete", ""))).isEqualTo("409 upload_ended");
  }

  @ParameterizedTest
  @CsvSource({"POST, complete", "POST, abort", "GET, parts", "POST, parts:sign"})
  void anotherTenantsUploadIsNotFound(String method, String action) {
    create(IN_PARTS);
    String pattern = "/v1/uploads/{uploadId}/" + action;

    for (String id : new String[] {"up_2", "..", "nonsense"}) {
      assertThat(
              PresignFixture.code(
                  presign.answer(
                      method, pattern, Map.of("uploadId", id), Map.of(), "{\"partNumbers\": [1]}")))
          .isEqualTo("404 not_found");
    }
  }

  private APIGatewayV2HTTPResponse create(String body) {
    return presign.answer("POST", "/v1/uploads", Map.of(), Map.of(), body);
  }

  private void allowAnyBytesADay() {
    presign.rooms.flags.set(Limit.DAILY_BYTES.quota(), Long.MAX_VALUE);
  }

  private APIGatewayV2HTTPResponse post(String action, String body) {
    return presign.answer(
        "POST", "/v1/uploads/{uploadId}/" + action, Map.of("uploadId", "up_1"), Map.of(), body);
  }

  private APIGatewayV2HTTPResponse get(String action, Map<String, String> query) {
    return presign.answer(
        "GET", "/v1/uploads/{uploadId}/" + action, Map.of("uploadId", "up_1"), query, "");
  }

  private String send(int number, byte[] content) {
    return presign.parts.send(presign.upload().objectKey(), "s3-1", number, content);
  }
}
