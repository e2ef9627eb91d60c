package dev.millrace.extraction.core;

import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.Checkpoint;
import dev.millrace.upload.Progress;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads a run's document page by page, and makes one text of the pages when the last one has been
/// read.
public final class DocumentReader {
  private final FetchOriginal originals;
  private final Map<String, DocumentFormat> formats;
  private final Elsewhere elsewhere;
  private final RunStore runs;
  private final PageSpools spools;
  private final DocumentOutputs outputs;
  private final Workspace workspace;
  private final Budget budget;
  private final Sandbox sandbox;
  private final Clock clock;

  /// @param formats media type → how such documents are read here
  /// @param elsewhere reads the others that can arrive
  public DocumentReader(
      FetchOriginal originals,
      Map<String, DocumentFormat> formats,
      Elsewhere elsewhere,
      RunStore runs,
      PageSpools spools,
      DocumentOutputs outputs,
      Workspace workspace,
      Budget budget,
      Sandbox sandbox,
      Clock clock) {
    this.originals = originals;
    this.formats = Map.copyOf(formats);
    this.elsewhere = elsewhere;
    this.runs = runs;
    this.spools = spools;
    this.outputs = outputs;
    this.workspace = workspace;
    this.budget = budget;
    this.sandbox = sandbox;
    this.clock = clock;
  }

  /// {@return what came of the run's document}
  ///
  /// @param detectedType its media type
  /// @param password what its sender gave to open it
  /// @throws IOException when local storage fails, or the document breaks off on its way here
  Extraction read(
      Run run,
      String detectedType,
      Optional<String> password,
      RunLease lease,
      Consumer<Progress> progress,
      Deadline deadline)
      throws IOException {
    DocumentFormat format = formats.get(detectedType);
    if (format == null) {
      return sentElsewhere(run, detectedType);
    }
    if (run.object().size() > format.maxBytes() || !fits(run.object().size(), format)) {
      return new Extraction.Failed(Failure.TOO_BIG, run.object().size() + " bytes");
    }
    try (Workspace.Folder folder = workspace.open();
        PageSpool spool = spools.open(run, folder.path())) {
      PageKeeper keeper = new PageKeeper(run, runs, spool, lease, progress, deadline, clock);
      Optional<Extraction> stop =
          run.reached().complete()
              ? Optional.empty()
              : readPages(run, format, password, folder.path(), keeper, deadline);
      if (stop.isPresent()) {
        return stop.get();
      }
      try (DocumentOutput output = outputs.open(run, detectedType, folder.path())) {
        return write(keeper.run(), spool, new DocumentWriter(output), format);
      }
    }
  }

  private boolean fits(long bytes, DocumentFormat format) {
    return budget.hasMemoryFor(bytes)
        && (budget.hasRoomFor(bytes) || (format.byRanges() && budget.hasRoomForTextOf(bytes)));
  }

  /// {@return what ends the run here, or empty when all pages are kept}
  private Optional<Extraction> readPages(
      Run run,
      DocumentFormat format,
      Optional<String> password,
      Path folder,
      PageKeeper keeper,
      Deadline deadline)
      throws IOException {
    Checkpoint start = run.reached();
    Position from = new Position(start.pages(), start.cursor());
    try {
      Source source =
          budget.hasRoomFor(run.object().size())
              ? originals.download(run.object(), folder, password)
              : originals.leave(run.object(), folder, password);
      return switch (watched(format.extractor(), source, from, keeper, deadline)) {
        case Reading.Refused(Failure failure, String detail) ->
            Optional.of(new Extraction.Failed(failure, detail));
        case Reading.Stopped() -> Optional.of(keeper.stopped());
        case Reading.Done(DocumentProperties properties) -> keeper.done(properties.shown());
      };
    } catch (IOException | RuntimeException e) {
      keeper.absolve();
      throw e;
    } catch (OutOfMemoryError e) {
      // Other threads may have met with it too: nothing in this process is to be relied on.
      keeper.blame();
      sandbox.end();
      throw e;
    }
  }

  private Reading watched(
      DocumentExtractor extractor,
      Source source,
      Position from,
      PageKeeper keeper,
      Deadline deadline)
      throws IOException {
    keeper.setOut();
    try (Watchdog _ = Watchdog.over(keeper, HeapGauge.ofThisProcess(), budget, sandbox, clock)) {
      return extractor.extract(source, from, keeper, deadline);
    }
  }

  /// Deletes what was kept of a run's pages while the last one had not been read. What is left over
  /// is deleted with the upload.
  void discardPages(Run run) {
    spools.discard(run);
  }

  private Extraction sentElsewhere(Run run, String mediaType) {
    if (elsewhere.reads(mediaType, run.upload().tenantId())) {
      return new Extraction.ForElsewhere(run);
    }
    return new Extraction.Failed(Failure.UNSUPPORTED, mediaType);
  }

  private Extraction write(Run run, PageSpool spool, DocumentWriter writer, DocumentFormat format)
      throws IOException {
    DocumentProperties properties = spool.forEach(writer);
    if (writer.facts().unread()) {
      return new Extraction.Failed(Failure.CORRUPT, "none of its pages could be read");
    }
    if (writer.facts().scannedPages() > 0 && elsewhere.recognizes(run.upload().tenantId())) {
      return new Extraction.ForElsewhere(run);
    }
    DocumentFacts facts = writer.end();
    return new Extraction.Done(run, facts, properties, warnings(facts, format));
  }

  private static List<Reason> warnings(DocumentFacts facts, DocumentFormat format) {
    if (facts.blank()) {
      return List.of(format.blank());
    }
    return facts.scannedPages() == 0
        ? List.of()
        : List.of(
            new Reason(
                "scanned_pages",
                "%d of its pages are pictures, whose text is left out."
                    .formatted(facts.scannedPages())));
  }
}
