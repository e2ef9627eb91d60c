package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.LocalSource;
import dev.millrace.extraction.core.RemoteSource;
import dev.millrace.extraction.core.Source;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;

/// The bytes of one PDF, which is opened again and again: what was fetched of a remote one is kept.
final class PdfBytes {
  private final Source source;
  private final Optional<RemoteBlocks> blocks;

  PdfBytes(Source source) {
    this.source = source;
    this.blocks =
        switch (source) {
          case LocalSource _ -> Optional.empty();
          case RemoteSource remote -> Optional.of(new RemoteBlocks(remote));
        };
  }

  /// {@return whether each byte is fetched when it is read}
  boolean remote() {
    return blocks.isPresent();
  }

  RandomAccessRead open() throws IOException {
    return blocks.isPresent()
        ? new RemoteRead(blocks.get())
        : new RandomAccessReadBufferedFile(source.file());
  }

  /// Makes sure that what has been read so far was there to be read.
  ///
  /// @throws OutOfReachException if it was not, whatever came of it
  void check() {
    blocks.ifPresent(RemoteBlocks::check);
  }
}
