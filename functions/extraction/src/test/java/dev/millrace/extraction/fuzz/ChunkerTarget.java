package dev.millrace.extraction.fuzz;

import dev.millrace.extraction.core.chunk.Block;
import dev.millrace.extraction.core.chunk.Chunk;
import dev.millrace.extraction.core.chunk.Chunker;
import dev.millrace.extraction.core.text.CleanText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Chunks of any text are exact pieces of it that leave out nothing but white space.
public final class ChunkerTarget {
  /// What an embedder reads.
  private static final int MOST_TOKENS = 254;

  private static final char PAGE_END = '\f';

  private ChunkerTarget() {}

  /// Cuts pages into chunks.
  ///
  /// @param data a byte for each page that tells of its structure, then the pages' texts; pages are
  ///   apart by form feeds
  public static void fuzzerTestOneInput(byte[] data) {
    String[] pages = new String(data, StandardCharsets.UTF_8).split(String.valueOf(PAGE_END), -1);
    Chunker chunker = new Chunker();
    List<Chunk> chunks = new ArrayList<>();
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < pages.length; i++) {
      String text = CleanText.of(pages[i]);
      if (i > 0) {
        whole.append('\n');
      }
      whole.append(text);
      chunks.addAll(chunker.push(i + 1, text, blocks(text)));
    }
    chunks.addAll(chunker.end());
    check(whole.toString(), chunks);
  }

  /// {@return a structure that follows from the text: lines that begin with `#` are headings, those
  /// with `|` rows, those with `?` were read from a picture}
  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    int start = 0;
    for (String line : text.split("\n", -1)) {
      int end = start + line.length();
      switch (line.isEmpty() ? ' ' : line.charAt(0)) {
        case '#' -> blocks.add(Block.heading(start, end, 1 + line.length() % 6));
        case '|' -> blocks.add(Block.table(start, end, line.length() % 2 == 0 ? "" : "a\tb"));
        case '?' -> blocks.add(Block.recognized(start, end));
        default -> {}
      }
      start = end + 1;
    }
    return blocks;
  }

  private static void check(String whole, List<Chunk> chunks) {
    int covered = 0;
    for (Chunk chunk : chunks) {
      int start = (int) chunk.start();
      int end = (int) chunk.end();
      if (!whole.substring(start, end).equals(chunk.text())) {
        throw new AssertionError("not a piece of the text: " + chunk);
      }
      if (start > covered && !isSpace(whole.substring(covered, start))) {
        throw new AssertionError("text is left out before " + chunk);
      }
      if (end <= covered || chunk.tokens() < 1 || chunk.tokens() > MOST_TOKENS) {
        throw new AssertionError("out of bounds: " + chunk);
      }
      covered = end;
    }
    if (!isSpace(whole.substring(covered))) {
      throw new AssertionError("text is left out at the end");
    }
  }

  private static boolean isSpace(String text) {
    return text.chars().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }
}
