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
  record Read(int number, String text, List<Block> blocks) implements Page {
    public Read {
      blocks = List.copyOf(blocks);
    }

    /// A page of running text.
    public Read(int number, String text) {
      this(number, text, List.of());
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
