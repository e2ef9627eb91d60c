package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import dev.millrace.flag.Flag;
import dev.millrace.flag.Flags;
import java.io.IOException;
import java.time.Clock;

/// Reads a PDF page by page. A page that cannot be read costs itself only.
public final class PdfExtractor implements DocumentExtractor {
  /// Whether text outside of what a viewer shows is left out: nobody has seen it, and some of it is
  /// put there for machines to obey.
  public static final Flag<Boolean> DROP_OFF_PAGE_TEXT =
      Flag.onOff("extraction.drop-off-page-text", true);

  private final Flags flags;
  private final PageRecognizer recognizer;
  private final Clock cpu;

  /// Leaves pages that are pictures of text unread.
  public PdfExtractor(Flags flags) {
    this(flags, PageRecognizer.NONE);
  }

  /// @param recognizer reads the pages that are pictures of text
  public PdfExtractor(Flags flags, PageRecognizer recognizer) {
    this(flags, recognizer, new CpuClock());
  }

  /// @param cpu tells the time that a thread has worked
  PdfExtractor(Flags flags, PageRecognizer recognizer, Clock cpu) {
    this.flags = flags;
    this.recognizer = recognizer;
    this.cpu = cpu;
  }

  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    boolean dropOffPageText = flags.get(DROP_OFF_PAGE_TEXT, source.tenantId());
    try (PdfReader reader =
        new PdfReader(source, from, deadline, cpu, dropOffPageText, recognizer)) {
      return reader.readInto(sink);
    }
  }
}
