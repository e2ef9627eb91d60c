package dev.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
  record Value(String name, @Nullable Instant at) {}

  @Test
  void timesAreTextAndNullsAreLeftOut() {
    assertThat(Json.write(new Value("a", Instant.EPOCH)))
        .isEqualTo("{\"name\":\"a\",\"at\":\"1970-01-01T00:00:00Z\"}");
    assertThat(Json.write(new Value("a", null))).isEqualTo("{\"name\":\"a\"}");
  }

  @Test
  void absentListsAndMapsReadAsEmptyOnes() {
    record Lists(List<String> list, Map<String, String> map, Set<String> set) {}

    assertThat(Json.read("{\"map\":null}", Lists.class))
        .isEqualTo(new Lists(List.of(), Map.of(), Set.of()));
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(Json.read("{\"name\":\"a\",\"more\":1}", Value.class))
        .isEqualTo(new Value("a", null));
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (String text : new String[] {"", "null", "{", "[1]", "{\"at\":\"soon\"}"}) {
      assertThatExceptionOfType(MalformedJsonException.class)
          .as(text)
          .isThrownBy(() -> Json.read(text, Value.class));
    }
  }
}
