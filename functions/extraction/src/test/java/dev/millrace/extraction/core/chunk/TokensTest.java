package dev.millrace.extraction.core.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
  /// Counts as the embedder's own tokenizer gives them, its two marks apart.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 0",
        "The mill stands by the river. | 7",
        "unbelievable tokenization | 3",
        "Straße, Müller & Söhne | 8",
        "1,024.5 metres | 7",
        "Wassermühlenrad | 6",
        "磨坊在河边 | 5",
        "don't | 3",
      })
  void countsAsTheEmbedderDoes(String text, int tokens) {
    assertThat(Tokens.count(text)).isEqualTo(tokens);
  }

  @Test
  void whatTheEmbedderCannotSpellCountsByItsLength() {
    String blob = "x".repeat(1000);

    assertThat(Tokens.count(blob)).isEqualTo(250);
  }

  @Test
  void advancesToWhereTheTokensAreUsedUp() {
    String text = "The mill stands by the river.";

    assertThat(Tokens.advance(text, 0, text.length(), 3)).isBetween(15, 16);
    assertThat(Tokens.advance(text, 0, text.length(), 100)).isEqualTo(text.length());
    assertThat(Tokens.advance("x".repeat(1000), 0, 1000, 100)).isEqualTo(400);
  }
}
