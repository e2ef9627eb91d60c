package dev.millrace.extraction.heavy;

import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Position;
import dev.millrace.upload.Progress;
import java.util.ArrayList;
import java.util.List;

/// Keeps the pages that it is given.
///
/// @param pages the pages so far
/// @param wanted how many it wants
public record KeptPages(List<Page.Read> pages, int wanted) implements PageSink {
  /// {@return a sink that wants every page}
  public static KeptPages all() {
    return new KeptPages(new ArrayList<>(), Integer.MAX_VALUE);
  }

  @Override
  public boolean push(Page page, Position after, Progress progress) {
    pages.add((Page.Read) page);
    return pages.size() < wanted;
  }

  /// {@return the texts of the pages}
  public List<String> texts() {
    return pages.stream().map(Page.Read::text).toList();
  }
}
