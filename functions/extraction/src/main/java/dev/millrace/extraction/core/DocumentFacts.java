package dev.millrace.extraction.core;

import dev.millrace.upload.ResultPart.FailedPage;
import dev.millrace.upload.ResultPart.OutlineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a document once it has been read.
///
/// @param chars length of its whole text
/// @param failedPages the pages that the text leaves out
/// @param scannedPages how many pages are pictures of text that the text leaves out
/// @param language ISO 639-1 code of the language that most of the text is written in
/// @param outline its headings in their order, as many as are kept
public record DocumentFacts(
    int pages,
    long chars,
    int chunks,
    List<FailedPage> failedPages,
    int scannedPages,
    @Nullable String language,
    List<OutlineEntry> outline) {
  public DocumentFacts {
    failedPages = List.copyOf(failedPages);
    outline = List.copyOf(outline);
  }

  /// {@return whether the text is nothing but white space}
  boolean blank() {
    return chunks == 0;
  }

  /// {@return whether there were pages, and none of them could be read}
  boolean unread() {
    return pages > 0 && failedPages.size() == pages;
  }
}
