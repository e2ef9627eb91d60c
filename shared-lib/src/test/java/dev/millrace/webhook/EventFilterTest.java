package dev.millrace.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {
  @Test
  void letsThroughWhatAnyPatternNames() {
    EventFilter filter = new EventFilter(List.of("upload.*", "ping"));

    assertThat(filter.matches(EventType.UPLOAD_FAILED)).isTrue();
    assertThat(filter.matches(EventType.PING)).isTrue();
    assertThat(filter.matches(EventType.DOCUMENT_EXTRACTED)).isFalse();
    assertThat(EventFilter.ALL.matches(EventType.DOCUMENT_EXTRACTED)).isTrue();
    assertThat(new EventFilter(List.of("*")).matches(EventType.DOCUMENT_EXTRACTED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "upload.*", "upload.completed"})
  void patternsNameTypes(String pattern) {
    assertThat(EventFilter.namesSomething(pattern)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "upload", "upload*", "up*", "uploads.*", "*.completed", "upload.**"})
  void otherPatternsNameNothing(String pattern) {
    assertThat(EventFilter.namesSomething(pattern)).isFalse();
  }
}
