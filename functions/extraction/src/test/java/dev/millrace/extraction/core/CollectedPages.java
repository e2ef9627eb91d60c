package dev.millrace.extraction.core;

import dev.millrace.upload.Progress;
import java.util.ArrayList;
import java.util.List;

/// Keeps the pages that it is given, and wants no more than it was told to want.
public final class CollectedPages implements PageSink {
  private final int wanted;
  private final List<Page> pages = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private final List<Progress> progress = new ArrayList<>();

  public CollectedPages() {
    this(Integer.MAX_VALUE);
  }

  public CollectedPages(int wanted) {
    this.wanted = wanted;
  }

  @Override
  public boolean push(Page page, Position after, Progress soFar) {
    pages.add(page);
    positions.add(after);
    progress.add(soFar);
    return pages.size() < wanted;
  }

  public List<Page> pages() {
    return pages;
  }

  public List<Position> positions() {
    return positions;
  }

  public Position lastPosition() {
    return positions.getLast();
  }

  public Progress lastProgress() {
    return progress.getLast();
  }

  /// {@return the texts of the pages that were read}
  public List<String> texts() {
    return pages.stream()
        .filter(Page.Read.class::isInstance)
        .map(page -> ((Page.Read) page).text())
        .toList();
  }
}
