package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFieldsTest {
  private enum Size {
    SMALL,
    LARGE
  }

  @Test
  void readsFields() {
    BodyFields fields =
        fields(
            """
            {"name": "a", "count": 7, "size": "LARGE", "notes": {"b": "c"}, "none": null}
            """);

    assertThat(fields.text("name")).contains("a");
    assertThat(fields.requiredText("name")).isEqualTo("a");
    assertThat(fields.requiredWholeNumber("count")).isEqualTo(7);
    assertThat(fields.oneOf("size", Size.values(), Size::name, Size.SMALL)).isEqualTo(Size.LARGE);
    assertThat(fields.texts("notes")).containsExactly(Map.entry("b", "c"));
    assertThat(fields.text("none")).isEmpty();
    assertThat(fields.checked("all well")).isEqualTo("all well");
  }

  @Test
  void absentFieldsHaveDefaults() {
    BodyFields fields = fields("{}");

    assertThat(fields.text("name")).isEmpty();
    assertThat(fields.oneOf("size", Size.values(), Size::name, Size.SMALL)).isEqualTo(Size.SMALL);
    assertThat(fields.texts("notes")).isEmpty();
    assertThat(fields.checked("all well")).isEqualTo("all well");
  }

  @Test
  void oneRefusalNamesTheFirstProblemOfEveryField() {
    BodyFields fields =
        fields(
            """
            {"name": 1, "count": 1.5, "size": "HUGE", "notes": {"b": 2}}
            """);
    fields.requiredText("name");
    fields.requiredText("title");
    fields.requiredWholeNumber("count");
    fields.oneOf("size", Size.values(), Size::name, Size.SMALL);
    fields.texts("notes");
    fields.problem("notes", "comes second");

    assertThatThrownBy(() -> fields.checked("never"))
        .isInstanceOf(ApiProblem.class)
        .hasMessage(
            "name must be a text; title is required; count must be a whole number; "
                + "size must be one of SMALL, LARGE; notes must be an object of texts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "null", "{", "\"a\""})
  void whatIsNoObjectIsRefused(String body) {
    assertThatThrownBy(() -> fields(body)).isInstanceOf(ApiProblem.class);
  }

  private static BodyFields fields(String body) {
    return BodyFields.of(
        new HttpRequest(
            "POST",
            "/",
            Map.of(),
            Map.of(),
            Map.of(),
            body,
            Optional.empty(),
            "req_1",
            "example.com",
            "192.0.2.1"));
  }
}
