package dev.millrace.extraction.ole;

import dev.millrace.extraction.core.DocumentProperties;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.apache.poi.hpsf.NoPropertySetStreamException;
import org.apache.poi.hpsf.PropertySetFactory;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.jspecify.annotations.Nullable;

/// What a compound file says of itself (MS-OLEPS).
final class OleProperties {
  private OleProperties() {}

  static DocumentProperties of(DirectoryNode root) throws IOException {
    if (!root.hasEntryCaseInsensitive(SummaryInformation.DEFAULT_STREAM_NAME)) {
      return DocumentProperties.NONE;
    }
    try (DocumentInputStream stream =
        root.createDocumentInputStream(SummaryInformation.DEFAULT_STREAM_NAME)) {
      return !(PropertySetFactory.create(stream) instanceof SummaryInformation summary)
          ? DocumentProperties.NONE
          : new DocumentProperties(
              summary.getTitle(),
              summary.getAuthor(),
              instant(summary.getCreateDateTime()),
              instant(summary.getLastSaveDateTime()),
              null,
              List.of(),
              List.of(),
              List.of(),
              List.of());
    } catch (NoPropertySetStreamException e) {
      return DocumentProperties.NONE;
    }
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
