package dev.millrace.extraction.core.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ChunkerTest {
  private static final List<Boundary> ALL =
      List.of(Boundary.PARAGRAPH, Boundary.SENTENCE, Boundary.LINE, Boundary.WORD);

  @ParameterizedTest
  @Seeds
  void chunksAreExactPiecesThatLeaveOutNothingButSpace(long seed) {
    RandomText random = new RandomText(seed);
    List<String> pages = random.pages();
    int target = random.target();
    String whole = String.join("\n", pages);

    List<Chunk> chunks = chunk(pages, target);

    int covered = 0;
    for (Chunk chunk : chunks) {
      assertThat(whole.substring((int) chunk.start(), (int) chunk.end())).isEqualTo(chunk.text());
      assertThat(chunk.text()).hasSizeBetween(1, target);
      assertThat(whole.substring(covered, (int) chunk.start())).is(blank());
      covered = (int) chunk.end();
    }
    assertThat(whole.substring(covered)).is(blank());
    assertThat(chunks).extracting(Chunk::ordinal).isEqualTo(upTo(chunks.size()));
  }

  @ParameterizedTest
  @Seeds
  void chunksNeverTearACharacterNorBeginOrEndWithSpace(long seed) {
    RandomText random = new RandomText(seed);

    assertThat(chunk(random.pages(), random.target()))
        .allSatisfy(chunk -> {
          String text = chunk.text();
          assertThat(Character.isLowSurrogate(text.charAt(0))).isFalse();
          assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
          assertThat(Boundary.isSpace(text.charAt(0))).isFalse();
          assertThat(Boundary.isSpace(text.charAt(text.length() - 1))).isFalse();
        });
  }

  @ParameterizedTest
  @Seeds
  void chunksNameThePagesOfTheirFirstAndLastCharacter(long seed) {
    RandomText random = new RandomText(seed);
    List<String> pages = random.pages();

    for (Chunk chunk : chunk(pages, random.target())) {
      assertThat(chunk.pageStart()).isEqualTo(pageOf(pages, chunk.start()));
      assertThat(chunk.pageEnd()).isEqualTo(pageOf(pages, chunk.end() - 1));
    }
  }

  @Test
  void aParagraphIsPreferredToASentence() {
    assertThat(texts("One two three four.\n\nFive six. Seven eight nine ten.", 35))
        .containsExactly("One two three four.", "Five six. Seven eight nine ten.");
  }

  @Test
  void aSentenceIsPreferredToALine() {
    assertThat(texts("One two three. Four five\nsix seven eight.", 26))
        .containsExactly("One two three.", "Four five\nsix seven eight.");
  }

  @Test
  void aClosingQuoteBelongsToItsSentence() {
    assertThat(texts("He said: \"Stop it.\" Then he went away.", 25))
        .containsExactly("He said: \"Stop it.\"", "Then he went away.");
  }

  @Test
  void fullWidthStopsNeedNoSpace() {
    assertThat(texts("\u4E00\u4E8C\u4E09\u56DB\u3002\u4E94\u516D\u4E03\u516B\u4E5D\u5341", 8))
        .containsExactly("\u4E00\u4E8C\u4E09\u56DB\u3002", "\u4E94\u516D\u4E03\u516B\u4E5D\u5341");
  }

  @Test
  void aLineIsPreferredToAWord() {
    assertThat(texts("alpha beta gamma\ndelta epsilon", 25))
        .containsExactly("alpha beta gamma", "delta epsilon");
  }

  @Test
  void aWordLongerThanAChunkIsTorn() {
    assertThat(texts("abcdefghijklmnop", 5)).containsExactly("abcde", "fghij", "klmno", "p");
  }

  @Test
  void rowsAreNotTornAtFullStops() {
    Chunker chunker = new Chunker(List.of(Boundary.LINE, Boundary.WORD), 26);
    List<Chunk> chunks = new ArrayList<>(chunker.push(1, "Bob\tLtd. of York\nAnn\tInc. of Hull"));
    chunks.addAll(chunker.end());

    assertThat(chunks)
        .extracting(Chunk::text)
        .containsExactly("Bob\tLtd. of York", "Ann\tInc. of Hull");
  }

  @Test
  void blankPagesMakeNoChunks() {
    assertThat(chunk(List.of("", " \n ", ""), 10)).isEmpty();
  }

  @Test
  void aChunkMaySpanPages() {
    assertThat(chunk(List.of("one", "", "three"), 100))
        .containsExactly(new Chunk(0, 1, 3, 0, 10, "one\n\nthree"));
  }

  private static List<String> texts(String text, int target) {
    return chunk(List.of(text), target).stream().map(Chunk::text).toList();
  }

  private static List<Chunk> chunk(List<String> pages, int target) {
    Chunker chunker = new Chunker(ALL, target);
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      chunks.addAll(chunker.push(i + 1, pages.get(i)));
    }
    chunks.addAll(chunker.end());
    return chunks;
  }

  private static int pageOf(List<String> pages, long offset) {
    long end = -1;
    for (int i = 0; i < pages.size(); i++) {
      end += pages.get(i).length() + 1;
      if (offset < end) {
        return i + 1;
      }
    }
    throw new AssertionError("no page at " + offset);
  }

  private static List<Integer> upTo(int size) {
    return IntStream.range(0, size).boxed().toList();
  }

  private static Condition<String> blank() {
    return new Condition<>(text -> text.chars().allMatch(c -> Boundary.isSpace((char) c)), "blank");
  }

  /// Texts of words, stops, breaks and characters outside the basic plane, some of them long runs.
  private record RandomText(Random random) {
    private static final List<String> PIECES =
        List.of(
            " ",
            " ",
            " ",
            "\n",
            "\n\n",
            "\n \n",
            "\t",
            ". ",
            "! ",
            "\u3002",
            ".\" ",
            "\u00A0",
            "\uD83D\uDE00",
            "\u00E9",
            "a",
            "the",
            "mill",
            "river",
            "corn-and-grist",
            "1,024.5");

    RandomText(long seed) {
      this(new Random(seed));
    }

    List<String> pages() {
      return random.ints(1 + random.nextInt(8), 0, 400).mapToObj(this::page).toList();
    }

    int target() {
      return 2 + random.nextInt(120);
    }

    private String page(int pieces) {
      StringBuilder page = new StringBuilder();
      for (int i = 0; i < pieces; i++) {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        page.repeat(piece, random.nextInt(40) == 0 ? random.nextInt(200) : 1);
      }
      return page.toString();
    }
  }
}
