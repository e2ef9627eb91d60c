package dev.millrace.extraction.ole;

import java.io.IOException;
import java.util.List;
import org.apache.poi.hwpf.extractor.WordExtractor;
import org.apache.poi.poifs.filesystem.DirectoryNode;

/// Word 97 to 2003 (MS-DOC).
final class WordFormat implements OleFormat {
  @Override
  public List<String> streams() {
    return List.of("WordDocument");
  }

  @Override
  public boolean read(DirectoryNode root, OlePages pages) throws IOException {
    try (WordExtractor extractor = new WordExtractor(root)) {
      return TextPages.push(WordExtractor.stripFields(extractor.getText()), pages);
    }
  }
}
