package dev.millrace.extraction.core.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.millrace.extraction.core.Page;
import dev.millrace.testing.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ChunkerTest {
  private static final String SENTENCE = "The mill stands by the river. ";

  // What holds for every text

  @ParameterizedTest
  @Seeds
  void chunksAreExactPiecesThatLeaveOutNothingButSpace(long seed) {
    List<Page.Read> pages = new RandomText(seed).pages();
    String whole = whole(pages);

    List<Chunk> chunks = chunk(pages);

    int covered = 0;
    for (Chunk chunk : chunks) {
      assertThat(whole.substring((int) chunk.start(), (int) chunk.end())).isEqualTo(chunk.text());
      if (chunk.start() > covered) {
        assertThat(whole.substring(covered, (int) chunk.start())).is(blank());
      }
      assertThat((int) chunk.end()).isGreaterThan(covered);
      covered = (int) chunk.end();
    }
    assertThat(whole.substring(covered)).is(blank());
    assertThat(chunks).extracting(Chunk::ordinal).isEqualTo(upTo(chunks.size()));
  }

  @ParameterizedTest
  @Seeds
  void chunksKeepToTheirBounds(long seed) {
    assertThat(chunk(new RandomText(seed).pages()))
        .allSatisfy(chunk -> {
          String text = chunk.text();
          assertThat(chunk.tokens()).isBetween(1, Chunker.MOST);
          assertThat(Character.isLowSurrogate(text.charAt(0))).isFalse();
          assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
          assertThat(Boundary.isSpace(text.charAt(0))).isFalse();
          assertThat(Boundary.isSpace(text.charAt(text.length() - 1))).isFalse();
        });
  }

  @ParameterizedTest
  @Seeds
  void chunksNameThePagesOfTheirFirstAndLastCharacter(long seed) {
    List<Page.Read> pages = new RandomText(seed).pages();

    for (Chunk chunk : chunk(pages)) {
      assertThat(chunk.pageStart()).isEqualTo(pageOf(pages, chunk.start()));
      assertThat(chunk.pageEnd()).isEqualTo(pageOf(pages, chunk.end() - 1));
    }
  }

  // Paragraphs

  @Test
  void shortParagraphsShareAChunk() {
    assertThat(texts("One two.\n\nThree four.")).containsExactly("One two.\n\nThree four.");
  }

  @Test
  void whatWasReadFromAPictureStandsByItself() {
    List<Page.Read> pages =
        List.of(page(1, "It was typed."), Page.Read.recognized(2, "It was seen.\n\nIt was too."));

    assertThat(chunk(pages))
        .extracting(Chunk::kind, Chunk::text)
        .containsExactly(
            tuple(Chunk.Kind.TEXT, "It was typed."),
            tuple(Chunk.Kind.OCR, "It was seen.\n\nIt was too."));
  }

  @Test
  void paragraphsAreNotTornToFillAChunk() {
    String paragraph = SENTENCE.repeat(18).strip();

    assertThat(texts(paragraph + "\n\n" + paragraph + "\n \n" + paragraph))
        .containsExactly(paragraph, paragraph, paragraph);
  }

  @Test
  void aLongParagraphIsSplitAtSentencesThatOverlap() {
    List<Chunk> chunks = chunk(SENTENCE.repeat(100).strip());

    assertThat(chunks)
        .hasSizeGreaterThan(3)
        .allSatisfy(chunk -> {
          assertThat(chunk.text()).startsWith("The mill").endsWith("river.");
          assertThat(chunk.tokens()).isLessThanOrEqualTo(Chunker.MOST);
        });
    for (int i = 1; i < chunks.size(); i++) {
      long shared = chunks.get(i - 1).end() - chunks.get(i).start();
      assertThat(shared).isBetween((long) SENTENCE.length() - 1, 5L * SENTENCE.length());
    }
  }

  @Test
  void fullWidthStopsEndSentences() {
    List<Chunk> chunks = chunk("\u4E00\u4E8C\u4E09\u56DB\u3002".repeat(100));

    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.text()).endsWith("\u3002"));
  }

  @Test
  void aWordLongerThanAChunkIsTorn() {
    List<Chunk> chunks = chunk("x".repeat(5000));

    assertThat(chunks).hasSizeGreaterThan(4);
    assertThat(chunks.getLast().end()).isEqualTo(5000);
  }

  @Test
  void aPageWithoutAParagraphIsCutInOnePass() {
    assertTimeout(
        Duration.ofSeconds(20), () -> assertThat(chunk("mill ".repeat(1_000_000))).isNotEmpty());
  }

  // Headings

  @Test
  void aChunkDoesNotGoOnUnderTheNextHeading() {
    String text = "Mills\nThey grind.\nRivers\nThey flow.";
    List<Chunk> chunks =
        chunk(
            List.of(
                new Page.Read(1, text, List.of(Block.heading(0, 5, 1), Block.heading(18, 24, 1)))));

    assertThat(chunks)
        .extracting(Chunk::text)
        .containsExactly("Mills\nThey grind.", "Rivers\nThey flow.");
    assertThat(chunks)
        .extracting(Chunk::headings)
        .containsExactly(List.of("Mills"), List.of("Rivers"));
  }

  @Test
  void lowerHeadingsStandUnderHigherOnes() {
    String text = "Mills\nWheels\nThey turn.\nStones\nThey grind.\nRivers\nThey flow.";
    List<Block> blocks =
        List.of(
            Block.heading(0, 5, 1),
            Block.heading(6, 12, 2),
            Block.heading(24, 30, 2),
            Block.heading(43, 49, 1));

    assertThat(chunk(List.of(new Page.Read(1, text, blocks))))
        .extracting(Chunk::headings)
        .containsExactly(List.of("Mills", "Wheels"), List.of("Mills", "Stones"), List.of("Rivers"));
  }

  @Test
  void headingsHoldOnTheNextPage() {
    List<Page.Read> pages =
        List.of(
            new Page.Read(1, "Mills", List.of(Block.heading(0, 5, 1))),
            new Page.Read(2, SENTENCE.repeat(60).strip()));

    assertThat(chunk(pages))
        .hasSizeGreaterThan(1)
        .allSatisfy(chunk -> assertThat(chunk.headings()).containsExactly("Mills"));
  }

  // Tables

  @Test
  void rowsStayWholeAndTheHeaderIsToldWithEveryPiece() {
    String header = "river\tmetres";
    String rows = "Tees of Yarm\t137\n".repeat(120);
    String table = header + "\n" + rows;
    List<Chunk> chunks =
        chunk(List.of(new Page.Read(1, table, List.of(Block.table(0, table.length(), header)))));

    assertThat(chunks)
        .hasSizeGreaterThan(3)
        .allSatisfy(chunk -> {
          assertThat(chunk.kind()).isEqualTo(Chunk.Kind.TABLE);
          assertThat(chunk.tokens()).isLessThanOrEqualTo(Chunker.MOST);
          assertThat(chunk.text()).endsWith("\t137");
        });
    assertThat(chunks.getFirst().header()).isNull();
    assertThat(chunks.subList(1, chunks.size()))
        .allSatisfy(chunk -> {
          assertThat(chunk.header()).isEqualTo(header);
          assertThat(chunk.text()).startsWith("Tees");
        });
  }

  @Test
  void aTableIsAChunkOfItsOwn() {
    String text = "Before.\na\tb\n1\t2\nAfter.";
    List<Chunk> chunks =
        chunk(List.of(new Page.Read(1, text, List.of(Block.table(8, 15, "a\tb")))));

    assertThat(chunks).extracting(Chunk::text).containsExactly("Before.", "a\tb\n1\t2", "After.");
    assertThat(chunks)
        .extracting(Chunk::kind)
        .containsExactly(Chunk.Kind.TEXT, Chunk.Kind.TABLE, Chunk.Kind.TEXT);
  }

  @Test
  void aRowLongerThanAChunkIsSplitWithoutOverlap() {
    String row = "grain\t".repeat(600).strip();
    List<Chunk> chunks =
        chunk(List.of(new Page.Read(1, row, List.of(Block.table(0, row.length(), "")))));

    assertThat(chunks).hasSizeGreaterThan(2);
    for (int i = 1; i < chunks.size(); i++) {
      assertThat(chunks.get(i).start()).isGreaterThan(chunks.get(i - 1).end());
    }
  }

  // The rest

  @Test
  void blankPagesMakeNoChunks() {
    assertThat(chunk(List.of(page(1, ""), page(2, " \n "), page(3, "")))).isEmpty();
  }

  @Test
  void aChunkMaySpanPages() {
    List<Chunk> chunks = chunk(List.of(page(1, "one"), page(2, ""), page(3, "three")));

    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst())
        .extracting(Chunk::pageStart, Chunk::pageEnd, Chunk::text)
        .containsExactly(1, 3, "one\n\nthree");
  }

  @Test
  void aChunkTellsItsHashAndLanguage() {
    Chunk chunk = chunk("It was late, and the mill stood still.").getFirst();

    assertThat(chunk.language()).isEqualTo("en");
    assertThat(chunk.sha256())
        .isEqualTo("59813fbc47c47bfedf4840efd05d250f83e1e0647ab8c611a94730fd4e1f49a2");
  }

  private static List<String> texts(String text) {
    return chunk(text).stream().map(Chunk::text).toList();
  }

  private static List<Chunk> chunk(String text) {
    return chunk(List.of(page(1, text)));
  }

  private static Page.Read page(int number, String text) {
    return new Page.Read(number, text);
  }

  private static List<Chunk> chunk(List<Page.Read> pages) {
    Chunker chunker = new Chunker();
    List<Chunk> chunks = new ArrayList<>();
    for (Page.Read page : pages) {
      chunks.addAll(chunker.push(page.number(), page.text(), page.blocks()));
    }
    chunks.addAll(chunker.end());
    return chunks;
  }

  private static String whole(List<Page.Read> pages) {
    return pages.stream().map(Page.Read::text).collect(Collectors.joining("\n"));
  }

  private static int pageOf(List<Page.Read> pages, long offset) {
    long end = -1;
    for (Page.Read page : pages) {
      end += page.text().length() + 1;
      if (offset < end) {
        return page.number();
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

  /// Pages of words, stops, breaks and characters outside the basic plane, some of them long runs,
  /// with headings and tables at random places.
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
            "\u4E00",
            "\u0301",
            "a",
            "the",
            "mill",
            "river",
            "corn-and-grist",
            "1,024.5");

    RandomText(long seed) {
      this(new Random(seed));
    }

    List<Page.Read> pages() {
      return IntStream.range(0, 1 + random.nextInt(8)).mapToObj(i -> page(i + 1)).toList();
    }

    private Page.Read page(int number) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(200); i > 0; i--) {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        text.repeat(piece, random.nextInt(30) == 0 ? random.nextInt(600) : 1);
      }
      return new Page.Read(number, text.toString(), blocks(text));
    }

    private List<Block> blocks(StringBuilder text) {
      List<Integer> ends = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        int end = random.nextInt(text.length() + 1);
        boolean tears = end < text.length() && Character.isLowSurrogate(text.charAt(end));
        ends.add(tears ? end + 1 : end);
      }
      Collections.sort(ends);
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i + 1 < ends.size(); i += 2) {
        blocks.add(
            random.nextBoolean()
                ? Block.heading(ends.get(i), ends.get(i + 1), 1 + random.nextInt(4))
                : Block.table(ends.get(i), ends.get(i + 1), random.nextBoolean() ? "a\tmill" : ""));
      }
      return blocks;
    }
  }
}
