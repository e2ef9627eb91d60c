package dev.millrace.extraction.core.chunk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Cuts a text that arrives page by page into chunks of at most a target length.
///
/// The whole text is the pages joined by line feeds. Chunks do not overlap and leave out nothing
/// but white space; each is cut at the best {@link Boundary} in its second half. Holds no more than
/// the page at hand and the rest of the one before.
public final class Chunker {
  /// About 200 tokens, which leaves room for a heading in an embedder that reads 256.
  public static final int DEFAULT_TARGET = 1000;

  private final List<Boundary> boundaries;
  private final int target;
  private final StringBuilder pending = new StringBuilder();
  private final Deque<PageStart> pageStarts = new ArrayDeque<>();
  private long pendingStart;
  private boolean started;
  private int nextOrdinal;

  /// @param boundaries where to cut, best first; cuts inside a word where none of them is found
  /// @param target the most characters of a chunk
  public Chunker(List<Boundary> boundaries, int target) {
    if (target < 2) {
      throw new IllegalArgumentException("a chunk needs room for a surrogate pair: " + target);
    }
    this.boundaries = List.copyOf(boundaries);
    this.target = target;
  }

  /// {@return the chunks that are complete once this page is known}
  ///
  /// @param page the page's number
  /// @param text the page's text
  public List<Chunk> push(int page, String text) {
    if (started) {
      pending.append('\n');
    }
    started = true;
    pageStarts.add(new PageStart(page, pendingStart + pending.length()));
    pending.append(text);
    // One character more than a chunk is needed to see what stands behind the cut.
    return cutWhileLongerThan(target);
  }

  /// {@return the chunks of what is left when the text has ended}
  public List<Chunk> end() {
    return cutWhileLongerThan(0);
  }

  private List<Chunk> cutWhileLongerThan(int length) {
    List<Chunk> chunks = new ArrayList<>();
    int start = skipSpace(0);
    while (pending.length() - start > length) {
      int cut = pending.length() - start > target ? cutAfter(start) : pending.length();
      chunks.add(chunk(start, cut));
      start = skipSpace(cut);
    }
    pending.delete(0, start);
    pendingStart += start;
    return chunks;
  }

  private int cutAfter(int start) {
    int from = start + target / 2;
    int to = start + target;
    for (Boundary boundary : boundaries) {
      int cut = boundary.last(pending, from, to);
      if (cut >= 0) {
        return cut;
      }
    }
    return Boundary.CHARACTER.last(pending, start, to);
  }

  private Chunk chunk(int start, int cut) {
    int end = cut;
    while (Boundary.isSpace(pending.charAt(end - 1))) {
      end--;
    }
    int pageStart = pageAt(pendingStart + start);
    int pageEnd = pageAt(pendingStart + end - 1);
    return new Chunk(
        nextOrdinal++,
        pageStart,
        pageEnd,
        pendingStart + start,
        pendingStart + end,
        pending.substring(start, end));
  }

  /// {@return the page that holds the offset} Forgets the pages before it: offsets only grow.
  private int pageAt(long offset) {
    PageStart current = pageStarts.remove();
    for (PageStart next = pageStarts.peek();
        next != null && next.offset() <= offset;
        next = pageStarts.peek()) {
      current = pageStarts.remove();
    }
    pageStarts.addFirst(current);
    return current.page();
  }

  private int skipSpace(int from) {
    int at = from;
    while (at < pending.length() && Boundary.isSpace(pending.charAt(at))) {
      at++;
    }
    return at;
  }

  private record PageStart(int page, long offset) {}
}
