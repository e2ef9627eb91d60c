package dev.millrace.upload;

import java.util.ArrayList;
import java.util.List;

/// How far a run has come in reading its document. Whoever takes the run over goes on from here.
///
/// @param pages how many pages are stored
/// @param cursor where the next page begins, in words that only the document's extractor knows
/// @param chars length of the stored pages together, in UTF-16 units
/// @param spools where the stored pages lie, in the order of the document
/// @param complete whether the document has been read to its end
/// @param suspect the page at hand when its worker feared to die of it; 0 if none did
/// @param handOvers how often a worker has run out of time
public record Checkpoint(
    int pages,
    String cursor,
    long chars,
    List<Spool> spools,
    boolean complete,
    int suspect,
    int handOvers) {
  /// Where every run starts.
  public static final Checkpoint START = new Checkpoint(0, "", 0, List.of(), false, 0, 0);

  public Checkpoint {
    spools = List.copyOf(spools);
  }

  /// What one worker has stored. Each worker has a spool of its own, so that one that is thought
  /// dead cannot overwrite the pages of the next.
  ///
  /// @param parts how many objects the spool has
  public record Spool(String worker, int parts) {}

  /// {@return the checkpoint after more pages have been stored}
  ///
  /// @param spool the worker's own, with all its parts so far
  public Checkpoint reached(int nextPages, String nextCursor, long nextChars, Spool spool) {
    List<Spool> all = new ArrayList<>(spools);
    all.removeIf(known -> known.worker().equals(spool.worker()));
    all.add(spool);
    return new Checkpoint(nextPages, nextCursor, nextChars, all, false, 0, handOvers);
  }

  /// {@return this checkpoint as the last one}
  public Checkpoint completed() {
    return new Checkpoint(pages, cursor, chars, spools, true, 0, handOvers);
  }

  /// {@return this checkpoint with the page that may kill whoever reads it, or 0 to clear it}
  public Checkpoint suspecting(int page) {
    return new Checkpoint(pages, cursor, chars, spools, complete, page, handOvers);
  }

  /// {@return this checkpoint left to the next worker for want of time}
  public Checkpoint handedOver() {
    return new Checkpoint(pages, cursor, chars, spools, complete, 0, handOvers + 1);
  }
}
