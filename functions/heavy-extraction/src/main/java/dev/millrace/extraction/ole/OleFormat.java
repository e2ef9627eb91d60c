package dev.millrace.extraction.ole;

import java.io.IOException;
import java.util.List;
import org.apache.poi.poifs.filesystem.DirectoryNode;

/// One of the formats that are kept in compound files.
interface OleFormat {
  /// {@return the streams of which a document of this format has one}
  List<String> streams();

  /// Reads a document.
  ///
  /// @return whether all of its pages were wanted
  /// @throws IOException when it is damaged
  boolean read(DirectoryNode root, OlePages pages) throws IOException;
}
