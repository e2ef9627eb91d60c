package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.PageFailure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import dev.millrace.upload.Progress;
import java.io.IOException;
import java.util.Iterator;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/// Reads a PDF in one pass over its page tree. A page that cannot be read costs itself only.
public final class PdfExtractor implements DocumentExtractor {
  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    return switch (PdfOpening.of(source.file())) {
      case PdfOpening.Refused(Reading.Refused refused) -> refused;
      case PdfOpening.Opened(PDDocument document) -> {
        try (document) {
          yield read(document, from, sink, deadline);
        }
      }
    };
  }

  private static Reading read(
      PDDocument document, Position from, PageSink sink, Deadline deadline) {
    int total;
    Iterator<PDPage> pages;
    try {
      total = count(document);
      pages = document.getPages().iterator();
    } catch (RuntimeException | StackOverflowError e) {
      return new Reading.Refused(Failure.CORRUPT, "page tree: " + e);
    }
    if (total == 0) {
      return new Reading.Refused(Failure.CORRUPT, "no pages");
    }
    PageGuard guard = new PageGuard(deadline);
    PageStripper stripper = new PageStripper(guard);
    for (int number = 1; pages.hasNext(); number++) {
      PDPage next = pages.next();
      if (number <= from.pages()) {
        continue;
      }
      Page page =
          sink.begin(number)
              ? read(next, number, stripper)
              : new Page.Unread(number, PageFailure.PAGE_POISONOUS);
      if (page instanceof Page.Unread) {
        stripper = new PageStripper(guard);
      }
      if (!sink.push(page, Position.after(number), new Progress("pages", number, total))) {
        return new Reading.Stopped();
      }
    }
    return new Reading.Done(DocumentProperties.titled(title(document)));
  }

  /// {@return how many pages the tree really has} What it says of itself may be forged.
  private static int count(PDDocument document) {
    int pages = 0;
    for (Iterator<PDPage> walk = document.getPages().iterator(); walk.hasNext(); walk.next()) {
      pages++;
    }
    return pages;
  }

  private static Page read(PDPage page, int number, PageStripper stripper) {
    try {
      return new Page.Read(number, stripper.textOf(page));
    } catch (PageLimitException e) {
      return new Page.Unread(number, e.failure());
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Page.Unread(number, PageFailure.PAGE_UNREADABLE);
    }
  }

  private static @Nullable String title(PDDocument document) {
    try {
      return document.getDocumentInformation().getTitle();
    } catch (RuntimeException e) {
      return null;
    }
  }
}
