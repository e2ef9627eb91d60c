package dev.millrace.extraction.core;

import dev.millrace.upload.ResultPart.FailedPage;
import java.util.List;

/// What is known of a document once it has been read.
///
/// @param chars length of its whole text
/// @param failedPages the pages that the text leaves out
public record DocumentFacts(int pages, long chars, int chunks, List<FailedPage> failedPages) {
  public DocumentFacts {
    failedPages = List.copyOf(failedPages);
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
