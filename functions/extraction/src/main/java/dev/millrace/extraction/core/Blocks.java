package dev.millrace.extraction.core;

import dev.millrace.extraction.core.chunk.Block;
import dev.millrace.upload.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The blocks that a document without pages is read in; each becomes a page.
@FunctionalInterface
public interface Blocks {
  /// {@return the next block, or empty at the end}
  Optional<Content> next() throws IOException;

  /// {@return what the document says of itself, once the last block has been read}
  default DocumentProperties properties() {
    return DocumentProperties.NONE;
  }

  /// A block's text and its structure.
  record Content(String text, List<Block> structure) {
    public Content {
      structure = List.copyOf(structure);
    }

    /// Running text.
    public Content(String text) {
      this(text, List.of());
    }
  }

  /// Pushes block after block for as long as the sink wants them.
  ///
  /// @param from blocks before it are read but not pushed
  /// @param bytesRead tells how much of the document has been read
  /// @param size how much there is of it
  default Reading pushTo(PageSink sink, Position from, LongSupplier bytesRead, long size)
      throws IOException {
    Optional<Content> block = next();
    for (int number = 1; block.isPresent(); number++) {
      if (number > from.pages()
          && !sink.push(
              new Page.Read(number, block.get().text(), block.get().structure()),
              Position.after(number),
              new Progress("bytes", bytesRead.getAsLong(), size))) {
        return new Reading.Stopped();
      }
      block = next();
    }
    return new Reading.Done(properties());
  }
}
