package dev.millrace.extraction.core.chunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The vocabulary of the embedder's tokenizer: pieces that begin a word, and pieces inside one.
///
/// It keeps their 64-bit hashes in an open table, so that a look-up makes no object; no two of the
/// vocabulary's pieces have the same.
final class WordPieces {
  private static final int SLOTS = 1 << 17;
  private static final long FIRST = 0xcbf29ce484222325L;
  private static final long INNER = 0x84222325cbf29ce4L;
  private static final long PRIME = 0x100000001b3L;
  private static final String INNER_MARK = "##";

  private final long[] hashes = new long[SLOTS];
  private int longest;

  private WordPieces() {}

  static WordPieces load() {
    WordPieces pieces = new WordPieces();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(WordPieces.class.getResourceAsStream("wordpieces.txt")),
                UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        boolean inner = line.startsWith(INNER_MARK) && line.length() > INNER_MARK.length();
        pieces.add(inner ? line.substring(INNER_MARK.length()) : line, inner ? INNER : FIRST);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the vocabulary cannot be read", e);
    }
    return pieces;
  }

  /// {@return the length of the longest piece that stands at that place of a word, or 0}
  int longestAt(CharSequence word, int at) {
    long hash = at == 0 ? FIRST : INNER;
    int found = 0;
    int end = Math.min(word.length(), at + longest);
    for (int i = at; i < end; i++) {
      hash = (hash ^ word.charAt(i)) * PRIME;
      if (hashes[slot(hash)] == hash) {
        found = i + 1 - at;
      }
    }
    return found;
  }

  private void add(String piece, long seed) {
    long hash = seed;
    for (int i = 0; i < piece.length(); i++) {
      hash = (hash ^ piece.charAt(i)) * PRIME;
    }
    hashes[slot(hash)] = hash;
    longest = Math.max(longest, piece.length());
  }

  /// {@return where a hash is, or where it would be put}
  private int slot(long hash) {
    int slot = (int) (hash >>> 40) & (SLOTS - 1);
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }
}
