package dev.millrace.inference.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetTest {
  private static final String TEXT =
      "The quay was rebuilt.\nThe ferry was late on Monday. Nobody minded. "
          + "On it went. ".repeat(40);

  @Test
  void itBeginsWhereTheWordsAre() {
    assertThat(Snippet.of(TEXT, "late ferry?")).startsWith("The ferry was late on Monday.");
    assertThat(Snippet.of(TEXT, "volcano")).startsWith("The quay was rebuilt. The ferry");
  }

  @Test
  void itIsShort() {
    assertThat(Snippet.of(TEXT, "quay")).hasSizeBetween(200, 245).endsWith(" …");
    assertThat(Snippet.of("Short.", "quay")).isEqualTo("Short.");
    assertThat(Snippet.of("x".repeat(500), "quay")).hasSize(242);
    assertThat(Snippet.of("", "quay")).isEmpty();
  }
}
