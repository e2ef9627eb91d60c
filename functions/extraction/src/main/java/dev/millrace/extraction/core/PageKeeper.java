package dev.millrace.extraction.core;

import dev.millrace.extraction.core.chunk.Block;
import dev.millrace.extraction.core.text.CleanText;
import dev.millrace.upload.Checkpoint;
import dev.millrace.upload.Progress;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the pages that are read: cleans them, spools them, writes a checkpoint every few seconds,
/// and stops the reading when it is too much or too late.
///
/// A worker that follows a dead one tells of each page before it reads it, until it has got on to a
/// checkpoint of its own: should it die too, the next one knows of which page.
final class PageKeeper implements PageSink {
  private static final long MAX_CHARS = 200_000_000;
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

  /// A text up to this length is made in the time that is kept back for the end of a run.
  private static final long SHORT_CHARS = 10_000_000;

  /// Workers that have died without getting on before the page at hand is taken for their killer.
  private static final int DEATHS = 2;

  private final RunStore runs;
  private final PageSpool spool;
  private final RunLease lease;
  private final Consumer<Progress> progress;
  private final Deadline deadline;
  private final Clock clock;
  private final int poisonous;
  private volatile Run run;
  private Position position;
  private long chars;
  private Instant nextCheckpoint;
  private volatile int pageAtHand;
  private volatile Instant pageBegunAt;
  private boolean careful;
  private boolean held = true;
  private Optional<Failure> failure = Optional.empty();

  /// @param run as its worker has claimed it
  /// @param progress is told of every page
  PageKeeper(
      Run run,
      RunStore runs,
      PageSpool spool,
      RunLease lease,
      Consumer<Progress> progress,
      Deadline deadline,
      Clock clock) {
    this.run = run;
    this.runs = runs;
    this.spool = spool;
    this.lease = lease;
    this.progress = progress;
    this.deadline = deadline;
    this.clock = clock;
    Checkpoint reached = run.reached();
    this.position = new Position(reached.pages(), reached.cursor());
    this.chars = reached.chars();
    int deaths = run.attempts() - 1;
    this.poisonous = deaths >= DEATHS ? reached.suspect() : 0;
    this.careful = deaths > 0;
    this.pageAtHand = reached.pages() + 1;
    this.pageBegunAt = clock.instant();
    this.nextCheckpoint = clock.instant().plus(CHECKPOINT_INTERVAL);
  }

  /// Tells that the document is within reach and its reading begins.
  void setOut() {
    pageBegunAt = clock.instant();
  }

  @Override
  public boolean begin(int number) {
    pageAtHand = number;
    pageBegunAt = clock.instant();
    if (number == poisonous) {
      return false;
    }
    if (careful) {
      suspect(number);
    }
    return true;
  }

  @Override
  public boolean push(Page page, Position after, Progress soFar) {
    Page clean = cleaned(page);
    try {
      spool.add(clean);
      chars += clean.length();
      position = after;
      pageAtHand = page.number() + 1;
      pageBegunAt = clock.instant();
      if (page.number() == poisonous || !clock.instant().isBefore(nextCheckpoint)) {
        checkpoint();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    progress.accept(soFar);
    if (chars > MAX_CHARS) {
      failure = Optional.of(Failure.TEXT_TOO_LONG);
    }
    // Whoever has come to the last page in time need not hurry any more.
    boolean unfinished = soFar.done() < soFar.total();
    return held() && failure.isEmpty() && !(unfinished && deadline.passed());
  }

  /// {@return what comes of a reading that has stopped before the end of its document}
  Extraction stopped() throws IOException {
    if (failure.isPresent()) {
      return new Extraction.Failed(failure.get(), "stopped at page " + position.pages());
    }
    return held() && checkpoint() ? new Extraction.Unfinished(run) : new Extraction.Abandoned();
  }

  /// Keeps the end of the document, and stores it if anything before it is stored.
  ///
  /// @return what keeps the pages from being made into a text here and now, if anything does
  Optional<Extraction> done(DocumentProperties properties) throws IOException {
    spool.end(properties);
    boolean late = deadline.passed() && chars > SHORT_CHARS;
    if (late || !run.reached().spools().isEmpty()) {
      checkpoint();
      save(run.at(run.reached().completed()));
    }
    if (!held()) {
      return Optional.of(new Extraction.Abandoned());
    }
    return late ? Optional.of(new Extraction.Unfinished(run)) : Optional.empty();
  }

  /// Takes back that the page at hand may be deadly: what has gone wrong was something else.
  void absolve() {
    if (run.reached().suspect() != 0) {
      suspect(0);
    }
  }

  /// Stores what has been read, for whoever has to go on from here.
  ///
  /// @return whether the run was still this worker's
  private boolean checkpoint() throws IOException {
    Checkpoint next =
        run.reached().reached(position.pages(), position.cursor(), chars, spool.store());
    return save(run.at(next));
  }

  private boolean held() {
    return held && !lease.lost();
  }

  /// Tells that the page at hand is about to kill its worker. Called beside the reader, at the very
  /// end.
  void blame() {
    runs.checkpoint(run.suspecting(pageAtHand));
  }

  /// {@return since when the page at hand is being read}
  Instant pageBegunAt() {
    return pageBegunAt;
  }

  /// {@return the run as it stands in its store}
  Run run() {
    return run;
  }

  private void suspect(int page) {
    run = run.suspecting(page);
    held = runs.checkpoint(run);
  }

  private boolean save(Run next) {
    run = next;
    held = runs.checkpoint(run);
    careful = false;
    nextCheckpoint = clock.instant().plus(CHECKPOINT_INTERVAL);
    return held;
  }

  private static Page cleaned(Page page) {
    return switch (page) {
      case Page.Read(int number, String text, List<Block> blocks, boolean scanned) ->
          new Page.Read(number, CleanText.of(text), blocks, scanned);
      case Page.Unread unread -> unread;
    };
  }
}
