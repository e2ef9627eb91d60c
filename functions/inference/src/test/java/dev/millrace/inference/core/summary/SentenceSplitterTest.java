package dev.millrace.inference.core.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dr. Smith met Mr. Jones on Jan. 5.|They talked.",
        "The value rose 3.5% (see Fig. 3, p. 12) in Q2.|It fell later.",
        "We use e.g. LexRank, cf. Erkan et al. (2004), for ranking.|It works well.",
        "\"Is it done?\" she asked.|He nodded.",
        "Visit https://example.com/a.b?c=1 for details.|Version 2.0.1 is out!",
        "John F. Kennedy was born in 1917.|He died in 1963.",
        "First item.|Second item.|Third item?|Yes!"
      })
  void sentencesEndWhereTheyEnd(String marked) {
    assertThat(SentenceSplitter.split(marked.replace("|", " ")))
        .containsExactly(marked.split("\\|", -1));
  }

  @Test
  void linesOfAParagraphAreJoinedAndABlankLineEndsASentence() {
    assertThat(SentenceSplitter.split("The auto-\nmatic gate\nopens.\n\nHeading\n \nIt shuts."))
        .containsExactly("The automatic gate opens.", "Heading", "It shuts.");
  }

  @Test
  void aHeadingIsASentenceOfItsOwn() {
    assertThat(
            SentenceSplitter.split(
                """
                How a millrace works
                A millrace is the channel that carries water from a river to
                Old Mill and back again. It is shut
                by a gate.
                """))
        .containsExactly(
            "How a millrace works",
            "A millrace is the channel that carries water from a river to Old Mill and back again.",
            "It is shut by a gate.");
  }

  @Test
  void whatIsNotProseIsDropped() {
    assertThat(
            ProseFilter.keep(
                List.of(
                    "The gate opens when the water is high enough.",
                    "The gate opens when the water is high enough.",
                    "Table of contents",
                    "x = y + 3 * (z - 4) / 2.0 + 17;",
                    "and so it goes on without a beginning.",
                    "It shuts.")))
        .containsExactly("The gate opens when the water is high enough.");
  }

  @Test
  void whereThereIsNoProseHeadingsWillDo() {
    assertThat(ProseFilter.keep(List.of("Opening hours", "17:30", "Word", "x".repeat(2000))))
        .containsExactly("Opening hours");
  }
}
