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

/// Reads a PDF page by page. A page that cannot be read costs itself only.
public final class PdfExtractor implements DocumentExtractor {
  /// Whether text outside of what a viewer shows is left out: nobody has seen it, and some of it is
  /// put there for machines to obey.
  public static final Flag<Boolean> DROP_OFF_PAGE_TEXT =
      Flag.onOff("extraction.drop-off-page-text", true);

  private final Flags flags;

  public PdfExtractor(Flags flags) {
    this.flags = flags;
  }

  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    boolean dropOffPageText = flags.get(DROP_OFF_PAGE_TEXT, source.tenantId());
    try (PdfReader reader = new PdfReader(source, from, deadline, dropOffPageText)) {
      return reader.readInto(sink);
    }
  }
}
