package dev.millrace.inference.core;

import dev.millrace.event.EventData.DocumentSummarized;
import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.Change;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.ResultPart.Summary;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.RunStore.Claim;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes a document whose text lies ready to its embeddings, its summary and its concepts.
public final class UnderstandDocument {
  private static final int SUMMARY_SENTENCES = 5;
  private static final int SUMMARIZING_PERCENT = 90;
  private static final Reason MODEL_FAILED =
      new Reason("model_failed", "The text is complete; what models add to it is missing.");

  private final Uploads uploads;
  private final RunStore runs;
  private final ChunkStore chunks;
  private final DerivedStore derived;
  private final TextEmbedder embedder;
  private final SummarizeText summaries;
  private final int maxEmbeddings;
  private final Duration lease;
  private final Clock clock;

  /// @param maxEmbeddings of a document with more chunks so many are embedded, evenly spread
  public UnderstandDocument(
      Uploads uploads,
      RunStore runs,
      ChunkStore chunks,
      DerivedStore derived,
      TextEmbedder embedder,
      SummarizeText summaries,
      int maxEmbeddings,
      Duration lease,
      Clock clock) {
    this.uploads = uploads;
    this.runs = runs;
    this.chunks = chunks;
    this.derived = derived;
    this.embedder = embedder;
    this.summaries = summaries;
    this.maxEmbeddings = maxEmbeddings;
    this.lease = lease;
    this.clock = clock;
  }

  /// Works on the document whose list of chunks has arrived, unless that is done or being done
  /// already.
  ///
  /// @param owner unique to this try
  public Outcome understand(ObjectKey.Derived manifest, String owner, RunLease.Keeper leases) {
    Optional<Run> found = runs.find(manifest.upload(), manifest.runId());
    if (found.isEmpty() || found.get().awaits(Stage.EXTRACTING)) {
      return new Outcome.Dismissed("not_extracted");
    }
    return switch (runs.claim(found.get(), owner, lease)) {
      case Claim.Busy _ -> new Outcome.Dismissed("already_in_work");
      case Claim.Ended _ -> new Outcome.Dismissed("already_done");
      case Claim.Claimed(Run run) when run.attempts() > Run.MAX_ATTEMPTS -> giveUp(run);
      case Claim.Claimed(Run run) -> {
        try (RunLease held = leases.keep(run)) {
          yield understand(run, held);
        }
      }
    };
  }

  private Outcome giveUp(Run run) {
    uploads.change(run.upload(), upload -> Change.givenUp(upload, run, clock.instant()));
    return new Outcome.Dismissed("inference_crashed");
  }

  private Outcome understand(Run run, RunLease held) {
    try {
      List<Chunk> sample = sample(run);
      List<String> texts = sample.stream().map(Chunk::text).toList();
      EmbeddingProgress progress =
          new EmbeddingProgress(uploads, run.upload(), texts.size(), clock);
      float[][] vectors = new Embeddings(embedder).of(texts, progress::done);
      store(run, sample, vectors);
      tellOfSummarizing(run);
      TextInsight insight = summaries.summarize(texts, SUMMARY_SENTENCES);
      return held.lost() ? new Outcome.Overtaken() : complete(run, sample.size(), insight);
    } catch (ModelException e) {
      return held.lost() ? new Outcome.Overtaken() : endWithoutInsight(run);
    }
  }

  private List<Chunk> sample(Run run) {
    EvenSample sample = new EvenSample(chunks.count(run), maxEmbeddings);
    List<Chunk> kept = new ArrayList<>();
    chunks.read(
        run,
        chunk -> {
          if (sample.keeps(chunk.ordinal())) {
            kept.add(chunk);
          }
        });
    return kept;
  }

  private void store(Run run, List<Chunk> sample, float[][] vectors) {
    if (vectors.length > 0) {
      List<Integer> ordinals = sample.stream().map(Chunk::ordinal).toList();
      derived.put(
          ObjectKey.Derived.embeddings(run.upload(), run.runId()),
          EmbeddingsFile.write(ordinals, vectors, embedder.description().dimension()),
          "application/octet-stream");
    }
  }

  private void tellOfSummarizing(Run run) {
    uploads.change(
        run.upload(),
        upload ->
            upload.state() == UploadState.INFERRING
                ? Optional.of(
                    Change.quietly(
                        upload.entering(
                            UploadState.INFERRING, Stage.SUMMARIZING, SUMMARIZING_PERCENT)))
                : Optional.empty());
  }

  private Outcome complete(Run run, int embeddings, TextInsight insight) {
    return uploads
        .change(
            run.upload(),
            upload ->
                ending(run, upload, upload)
                    .map(change -> change.with(result(run, embeddings, insight)))
                    .map(change -> announcing(change, run, embeddings, insight)))
        .<Outcome>map(_ -> new Outcome.Understood(embeddings, insight))
        .orElseGet(Outcome.Overtaken::new);
  }

  private Outcome endWithoutInsight(Run run) {
    return uploads
        .change(run.upload(), upload -> ending(run, upload, upload.warned(List.of(MODEL_FAILED))))
        .<Outcome>map(_ -> new Outcome.Failed(MODEL_FAILED))
        .orElseGet(Outcome.Overtaken::new);
  }

  /// Whatever was warned of on the way makes the result a partial one.
  private Optional<Change> ending(Run run, Upload before, Upload after) {
    Instant now = clock.instant();
    return before.state().terminal()
        ? Optional.empty()
        : Optional.of(
            Change.to(after.done(!after.warnings().isEmpty(), now)).with(run, run.ended(now)));
  }

  private ResultPart result(Run run, int embeddings, TextInsight insight) {
    EmbedderDescription description = embedder.description();
    return new ResultPart.Insight(
        description.model(),
        description.dimension(),
        embeddings,
        embeddings == 0 ? null : ObjectKey.Derived.embeddings(run.upload(), run.runId()).value(),
        null,
        insight.summary(),
        insight.concepts());
  }

  private static Change announcing(Change change, Run run, int embeddings, TextInsight insight) {
    Summary summary = insight.summary();
    return summary == null
        ? change
        : change.announcing(
            new DocumentSummarized(
                run.upload().uploadId(),
                run.runId(),
                summary.text(),
                Map.of("sentences", (long) insight.sentences(), "embeddings", (long) embeddings)));
  }
}
