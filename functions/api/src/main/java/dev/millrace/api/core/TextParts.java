package dev.millrace.api.core;

import dev.millrace.page.Page;
import dev.millrace.upload.UploadRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the text that a run has made lies, in parts.
public interface TextParts {
  /// A page of the document: `whole.substring(start, end)` equals `text`.
  record TextPage(int page, long start, long end, String text) {}

  /// A piece of the text for an embedder.
  ///
  /// @param header of a table, the line that names its columns where the text lacks it
  record TextChunk(
      int ordinal,
      int pageStart,
      int pageEnd,
      long start,
      long end,
      List<String> headings,
      String kind,
      @Nullable String header,
      String text,
      String sha256,
      int tokens,
      @Nullable String language) {}

  /// {@return pages in their order, at most so many and about a megabyte}
  ///
  /// @param after where an earlier answer has ended
  Page<TextPage> pages(UploadRef upload, String runId, Optional<String> after, int limit);

  /// {@return chunks in their order, at most so many and about a megabyte}
  ///
  /// @param after where an earlier answer has ended
  Page<TextChunk> chunks(UploadRef upload, String runId, Optional<String> after, int limit);
}
