package dev.millrace.inference.core.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.inference.core.WordEmbedder;
import dev.millrace.inference.core.model.Embeddings;
import dev.millrace.upload.ResultPart.Concept;
import dev.millrace.upload.ResultPart.Sentence;
import dev.millrace.upload.ResultPart.Summary;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummarizeTextTest {
  private static final String CANAL =
      """
      The canal lock keeps the water level of the upper basin. Every canal lock has two gates that\
       open by hand. A boat enters the canal lock through the lower gate and waits. The water level\
       in the chamber rises until both basins are level. Lunch is served at noon in the red brick\
       house. The keeper of the canal lock watches the water level all day.
      """;

  private final WordEmbedder embedder = new WordEmbedder();
  private final SummarizeText summaries = new SummarizeText(new Embeddings(embedder), 100);

  @Test
  void centralSentencesAreTakenInTheOrderOfTheText() {
    Summary summary = summaries.summarize(List.of(CANAL), 3).summary();

    assertThat(summary).isNotNull();
    assertThat(summary.sentences())
        .extracting(Sentence::text)
        .hasSize(3)
        .startsWith("The canal lock keeps the water level of the upper basin.")
        .doesNotContain("Lunch is served at noon in the red brick house.");
    assertThat(summary.sentences()).allMatch(s -> s.score() >= 0 && s.score() <= 1);
    assertThat(summary.text())
        .isEqualTo(String.join(" ", summary.sentences().stream().map(Sentence::text).toList()));
  }

  @Test
  void whatIsRepeatedIsAConceptOnce() {
    TextInsight insight = summaries.summarize(List.of(CANAL), 3);

    assertThat(insight.concepts()).extracting(Concept::name).contains("canal lock", "water level");
    assertThat(insight.concepts()).extracting(Concept::name).doesNotContain("canal", "lock", "the");
    assertThat(insight.concepts())
        .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    assertThat(insight.sentences()).isEqualTo(6);
  }

  @Test
  void aWordThatIsMostlyUsedAloneIsAConceptBesideItsPhrases() {
    String moreWater =
        " All the water of the moat runs off in an hour. In the night the water comes back again."
            + " Nobody drinks water out of the moat. They carry water up from the well instead.";

    assertThat(summaries.summarize(List.of(CANAL + moreWater), 3).concepts())
        .extracting(Concept::name)
        .contains("water");
  }

  @Test
  void formsOfAWordAreOneConcept() {
    String text =
        "A cluster of grapes grows over night. Clusters of stars shine above the dark water."
            + " The clustered ferries wait for the upper lock.";

    assertThat(summaries.summarize(List.of(text), 1).concepts())
        .extracting(Concept::name)
        .doesNotContain("clusters", "clustered");
  }

  @Test
  void aSentenceThatRepeatsAnotherIsNotTakenAsWell() {
    List<String> passages =
        List.of(
            "The canal lock keeps the water level high.",
            "The canal lock keeps the water level so high.",
            "The ferry crosses the river every hour.",
            "The ferry crosses the river with water and canal passengers.",
            "The river ferry carries passengers at a level price.");

    Summary summary = summaries.summarize(passages, 2).summary();

    assertThat(summary).isNotNull();
    assertThat(summary.sentences())
        .extracting(Sentence::text)
        .doesNotContain("The canal lock keeps the water level so high.");
  }

  @Test
  void ofALongTextOnlySoManySentencesAreLookedAt() {
    List<String> passages =
        IntStream.range(0, 500)
            .mapToObj(i ->
                "Sentence with letters " + "abcdefghij".charAt(i % 10) + i + " is about water.")
            .toList();

    assertThat(summaries.summarize(passages, 5).sentences()).isEqualTo(100);
  }

  @Test
  void aTextWithoutWordsHasNoSummary() {
    assertThat(summaries.summarize(List.of("17 + 4 = 21", ""), 5))
        .isEqualTo(new TextInsight(null, List.of(), 0));
  }

  @Test
  void oneSentenceIsItsOwnSummary() {
    Summary summary =
        summaries.summarize(List.of("Only one sentence is in this text."), 5).summary();

    assertThat(summary).isNotNull();
    assertThat(summary.text()).isEqualTo("Only one sentence is in this text.");
  }
}
