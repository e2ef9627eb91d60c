package dev.millrace.extraction.core;

import dev.millrace.extraction.core.chunk.Block;
import dev.millrace.extraction.core.chunk.Chunk;
import dev.millrace.extraction.core.text.CleanText;
import dev.millrace.upload.ResultPart.OutlineEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Learns from a document's pages and chunks what it is about as a whole.
final class Survey {
  private static final int MAX_OUTLINE = 100;
  private static final int MAX_TITLE_CHARS = 200;

  private final List<OutlineEntry> outline = new ArrayList<>();
  private final Map<String, Integer> tokensByLanguage = new HashMap<>();

  void page(Page.Read page) {
    for (Block block : page.blocks()) {
      if (block.role() == Block.Role.HEADING && outline.size() < MAX_OUTLINE) {
        String title = page.text().substring(block.start(), block.end()).strip();
        String line = title.replaceAll("\\s+", " ");
        outline.add(
            new OutlineEntry(
                CleanText.of(line.substring(0, Math.min(line.length(), MAX_TITLE_CHARS))),
                block.level(),
                page.number()));
      }
    }
  }

  void chunk(Chunk chunk) {
    if (chunk.language() != null) {
      tokensByLanguage.merge(chunk.language(), chunk.tokens(), Integer::sum);
    }
  }

  /// {@return the language that most of the text is written in, if any could be told}
  @Nullable String language() {
    return tokensByLanguage.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  List<OutlineEntry> outline() {
    return outline;
  }
}
