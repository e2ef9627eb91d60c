package dev.millrace.extraction.core;

import dev.millrace.event.EventData.DocumentExtracted;
import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.ArrivalQueue;
import dev.millrace.upload.Change;
import dev.millrace.upload.Checkpoint;
import dev.millrace.upload.DocumentPasswords;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.ProgressReporter;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Admission;
import dev.millrace.upload.arrival.Admission.Verdict;
import dev.millrace.upload.arrival.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Takes an uploaded document from its arrival to the point where its text lies ready.
public final class ExtractDocument {
  /// So that a loop through the queue ends; Lambda is told not to end it.
  private static final int MAX_HAND_OVERS = 20;

  private static final ProgressReporter.Span READING =
      new ProgressReporter.Span(UploadState.EXTRACTING, Stage.EXTRACTING, 15, 60);
  private static final int READY_PERCENT = 62;
  private static final Set<Stage> STAGES = EnumSet.of(Stage.EXTRACTING, Stage.CHUNKING);

  private final Admission admission;
  private final Uploads uploads;
  private final DocumentPasswords passwords;
  private final DocumentReader documents;
  private final DocumentOutputs outputs;
  private final ArrivalQueue arrivals;
  private final Elsewhere elsewhere;
  private final Duration handOver;
  private final Clock clock;

  /// @param arrivals tells the next worker when a run's time is over
  /// @param elsewhere takes the documents that are not read here
  /// @param handOver how long the next worker may take to take a run over
  public ExtractDocument(
      Admission admission,
      Uploads uploads,
      DocumentPasswords passwords,
      DocumentReader documents,
      DocumentOutputs outputs,
      ArrivalQueue arrivals,
      Elsewhere elsewhere,
      Duration handOver,
      Clock clock) {
    this.admission = admission;
    this.uploads = uploads;
    this.passwords = passwords;
    this.documents = documents;
    this.outputs = outputs;
    this.arrivals = arrivals;
    this.elsewhere = elsewhere;
    this.handOver = handOver;
    this.clock = clock;
  }

  /// Extracts the text of a document that has arrived, unless that is done or being done already.
  ///
  /// @param owner unique to this try
  /// @param deadline when it has to be given up at the latest
  public Outcome extract(
      Arrival.OfOriginal arrival, String owner, RunLease.Keeper leases, Deadline deadline) {
    return switch (admission.admit(arrival, owner, leases)) {
      case Verdict.Dismissed(String reason) -> new Outcome.Dismissed(reason);
      case Verdict.Admitted(Upload upload, Run run, RunLease lease) -> {
        try (RunLease held = lease) {
          yield take(upload, run, held, deadline);
        }
      }
    };
  }

  private Outcome take(Upload upload, Run run, RunLease lease, Deadline deadline) {
    if (!run.awaits(Stage.EXTRACTING)) {
      return announceAgain(run);
    }
    return run.heavy() && elsewhere.exists()
        ? sendElsewhere(run)
        : extract(upload, run, lease, deadline);
  }

  private Outcome extract(Upload upload, Run run, RunLease lease, Deadline deadline) {
    Optional<Upload> begun = uploads.change(upload.ref(), ExtractDocument::begun);
    if (begun.isEmpty()) {
      return new Outcome.Overtaken();
    }
    String detectedType = begun.get().detectedType();
    if (detectedType == null) {
      throw new IllegalStateException(upload.ref().uploadId() + " was not verified");
    }
    Optional<String> password = passwords.of(begun.get());
    ProgressReporter progress = new ProgressReporter(uploads, upload.ref(), READING, clock);
    try {
      return switch (documents.read(run, detectedType, password, lease, progress, deadline)) {
        case Extraction.Done done -> complete(done.run(), detectedType, done);
        case Extraction.Failed(Failure failure, String detail) -> fail(run, failure, detail);
        case Extraction.Unfinished(Run reached) -> handOver(reached);
        case Extraction.ForElsewhere(Run reached) -> sendElsewhere(reached);
        case Extraction.Abandoned() -> new Outcome.Overtaken();
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A run that is taken over has begun before; its subscribers know.
  private static Optional<Change> begun(Upload upload) {
    return switch (upload.state()) {
      case EXTRACTING -> Optional.of(Change.quietly(extracting(upload)));
      case UploadState state when state.terminal() -> Optional.empty();
      default -> Optional.of(Change.to(extracting(upload)));
    };
  }

  private static Upload extracting(Upload upload) {
    return upload.entering(UploadState.EXTRACTING, Stage.EXTRACTING, READING.from());
  }

  private Outcome complete(Run run, String detectedType, Extraction.Done done) throws IOException {
    UploadRef ref = run.upload();
    DocumentFacts facts = done.facts();
    DocumentProperties properties = done.properties();
    String language = facts.language() == null ? properties.language() : facts.language();
    ResultPart.Document result =
        new ResultPart.Document(
            detectedType,
            facts.pages(),
            facts.chars(),
            facts.chunks(),
            facts.failedPages(),
            properties.title(),
            properties.author(),
            properties.createdAt(),
            properties.modifiedAt(),
            language,
            properties.outline().isEmpty() ? facts.outline() : properties.outline(),
            properties.links(),
            properties.columns(),
            properties.attachments(),
            ObjectKey.Derived.text(ref, run.runId()).value(),
            ObjectKey.Derived.manifest(ref, run.runId()).value());
    List<Reason> warnings = new ArrayList<>(ResultPart.warnings(result));
    warnings.addAll(done.warnings());
    Instant until = clock.instant().plus(handOver);
    boolean written =
        changed(
            run,
            upload ->
                Change.to(
                        upload
                            .warned(warnings)
                            .entering(UploadState.INFERRING, Stage.EMBEDDING, READY_PERCENT))
                    .with(run, run.handedOver(STAGES, until))
                    .with(result)
                    .announcing(
                        new DocumentExtracted(
                            ref.uploadId(),
                            run.runId(),
                            detectedType,
                            facts.pages(),
                            facts.chars(),
                            facts.chunks())));
    if (!written) {
      return new Outcome.Overtaken();
    }
    outputs.announce(run);
    documents.discardPages(run);
    return new Outcome.Extracted(facts);
  }

  /// Frees the run and tells its object once more. Dying between the two leaves a free run, which
  /// the sweeper finds when nobody has taken it in time.
  private Outcome handOver(Run run) {
    Checkpoint reached = run.reached();
    if (reached.handOvers() >= MAX_HAND_OVERS) {
      return fail(run, Failure.DEADLINE_EXCEEDED, reached.pages() + " pages read");
    }
    if (!freed(run, run.continued(clock.instant().plus(handOver)))) {
      return new Outcome.Overtaken();
    }
    arrivals.send(run.object());
    return new Outcome.Continued(reached.pages());
  }

  /// Frees the run for the other extraction and tells it. Dying between the two leaves a free run;
  /// whoever finds it here sends it on again.
  private Outcome sendElsewhere(Run run) {
    Instant until = clock.instant().plus(handOver);
    if (!freed(run, run.heavy() ? run.givenBack(until) : run.forHeavy(until))) {
      return new Outcome.Overtaken();
    }
    elsewhere.send(run.object());
    if (!run.heavy()) {
      documents.discardPages(run);
    }
    return new Outcome.SentElsewhere();
  }

  private Outcome fail(Run run, Failure failure, String detail) {
    Instant now = clock.instant();
    return changed(
            run,
            upload ->
                Change.to(upload.ended(UploadState.FAILED, failure.reason(), now))
                    .with(run, run.ended(now)))
        ? new Outcome.Failed(failure, detail)
        : new Outcome.Overtaken();
  }

  /// The text lies ready, but its announcement was lost or came to nothing: gives the run back for
  /// inference to take, and announces it once more.
  private Outcome announceAgain(Run run) {
    if (!freed(run, run.givenBack(clock.instant().plus(handOver)))) {
      return new Outcome.Overtaken();
    }
    try {
      outputs.announce(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Outcome.AnnouncedAgain();
  }

  /// Leaves a run to another worker, without a word to anybody.
  private boolean freed(Run run, Run free) {
    return changed(run, upload -> Change.quietly(upload).with(run, free));
  }

  /// {@return whether the run's upload was changed, which it is unless it has ended}
  private boolean changed(Run run, Function<Upload, Change> change) {
    return uploads
        .change(
            run.upload(),
            upload ->
                upload.state().terminal() ? Optional.empty() : Optional.of(change.apply(upload)))
        .isPresent();
  }
}
