package dev.millrace.extraction.core;

import dev.millrace.extraction.core.chunk.Block;
import java.util.List;

/// One page of a document, or what stands for a page in kinds that have none: a block of rows or
/// lines.
public sealed interface Page {
  /// {@return the page's number, from 1}
  int number();

  /// {@return the length of its text in UTF-16 units}
  int length();

  /// A page that was read; it may be blank.
  ///
  /// @param blocks what is known of the text's structure, in its order and without overlaps
  /// @param scanned whether it is a picture of text that is not in the text
  record Read(int number, String text, List<Block> blocks, boolean scanned) implements Page {
    public Read {
      blocks = List.copyOf(blocks);
    }

    /// A page of text.
    public Read(int number, String text, List<Block> blocks) {
      this(number, text, blocks, false);
    }

    /// A page of running text.
    public Read(int number, String text) {
      this(number, text, List.of());
    }

    /// {@return a page that is a picture of text, with the text that was read from it}
    public static Read recognized(int number, String text) {
      return new Read(number, text, List.of(Block.recognized(0, text.length())));
    }

    /// {@return a page that is a picture of text, with the little text that it has}
    public static Read scanned(int number, String text) {
      return new Read(number, text, List.of(), true);
    }

    @Override
    public int length() {
      return text.length();
    }
  }

  /// A page that was given up, and why.
  record Unread(int number, PageFailure failure) implements Page {
    @Override
    public int length() {
      return 0;
    }
  }
}
