package dev.millrace.bench.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PaperTest {
  private static final String ABSTRACT =
      "This paper counts what a river carries in a year. ".repeat(6);
  private static final String BODY = "The gauge was read each morning at seven. ".repeat(150);

  @Test
  void aPaperIsTakenApart() {
    String text =
        "A title\nAbstract\n%s\nKeywords: river, load measure-\nment, R.\n1 Introduction\n%s\nReferences\nNobody"
            .formatted(ABSTRACT, BODY);

    assertThat(Paper.of(text))
        .hasValueSatisfying(paper -> {
          assertThat(paper.summary()).isEqualTo(ABSTRACT.strip());
          assertThat(paper.keywords()).containsExactly("river", "load measurement");
          assertThat(paper.body()).startsWith("The gauge").doesNotContain("Nobody");
        });
    assertThat(Paper.of(BODY)).isEmpty();
  }

  @Test
  void rougeCountsSharedSequencesOfStems() {
    List<String> a = Words.of("Rivers carried sand.");
    List<String> b = Words.of("The river carries sand and silt");

    assertThat(Words.rouge(a, b, 1)).isCloseTo(2 * 3 / 9.0, within(1e-9));
    assertThat(Words.rouge(a, b, 2)).isCloseTo(2 * 2 / 7.0, within(1e-9));
    assertThat(Words.rouge(a, List.of(), 1)).isZero();
  }

  @Test
  void tfIdfPicksWhatTheDocumentKeepsComingBackTo() {
    List<String> sentences =
        List.of("It was so.", "The lock gate broke.", "Lock and gate were mended.", "It was it.");

    assertThat(TfIdf.pick(sentences, 2)).contains("The lock gate broke.");
  }
}
