package dev.millrace.local.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.local.json.Json;
import dev.millrace.local.sam.TemplateException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFilterTest {
  private static final String RECORD =
      """
      {"eventName":"INSERT","dynamodb":{"Keys":{"sk":{"S":"EVENT#1"}},"NewImage":{"n":{"N":"3"}}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"eventName":["INSERT"]}                                             | true
          {"eventName":["MODIFY","INSERT"]}                                    | true
          {"eventName":["REMOVE"]}                                             | false
          {"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"EVENT#"}]}}}}             | true
          {"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"RUN#"}]}}}}               | false
          {"dynamodb":{"Keys":{"sk":{"S":[{"suffix":"#1"}]}}}}                 | true
          {"dynamodb":{"NewImage":{"n":[{"exists":true}]}}}                    | true
          {"dynamodb":{"NewImage":{"x":[{"exists":false}]}}}                   | true
          {"eventName":[{"anything-but":["REMOVE"]}]}                          | true
          {"eventName":[{"anything-but":"INSERT"}]}                            | false
          {"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":["other"]}}}}  | false
          """)
  void matches(String pattern, boolean accepted) {
    assertThat(new RecordFilter(List.of(Json.read(pattern))).accepts(Json.read(RECORD)))
        .isEqualTo(accepted);
  }

  @Test
  void takesEverythingWithoutPatterns() {
    assertThat(new RecordFilter(List.of()).accepts(Json.read(RECORD))).isTrue();
  }

  @Test
  void refusesRulesThatItDoesNotKnow() {
    RecordFilter filter =
        new RecordFilter(List.of(Json.read("{\"eventName\":[{\"numeric\":[\">\",1]}]}")));

    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> filter.accepts(Json.read(RECORD)))
        .withMessageContaining("numeric");
  }
}
