package dev.millrace.extraction.ole;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.chunk.Block;
import dev.millrace.upload.Progress;
import java.util.List;

/// The pages of a document on their way to the sink. The formats have no way into their middle, so
/// a document that is gone on with is read from its start, and the pages that are known left out.
final class OlePages {
  private final Position from;
  private final PageSink sink;
  private final Deadline deadline;
  private final long size;
  private int number;
  private boolean sinkBroken;

  OlePages(Position from, PageSink sink, Deadline deadline, long size) {
    this.from = from;
    this.sink = sink;
    this.deadline = deadline;
    this.size = size;
  }

  /// Pushes the next page.
  ///
  /// @return whether more are wanted
  boolean push(String text, List<Block> blocks) {
    number++;
    if (number <= from.pages()) {
      return !deadline.passed();
    }
    // How far a document has been read is not known before its end: its bytes are read at once.
    Progress progress = new Progress("bytes", size, size);
    try {
      return sink.push(new Page.Read(number, text, blocks), Position.after(number), progress)
          && !deadline.passed();
    } catch (RuntimeException e) {
      sinkBroken = true;
      throw e;
    }
  }

  /// {@return whether the sink broke, and not the reading of a damaged document}
  boolean sinkBroken() {
    return sinkBroken;
  }
}
