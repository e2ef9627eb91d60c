package dev.millrace.inference.core;

import dev.millrace.event.EventData.DocumentSummarized;
import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.Admission.Verdict;
import dev.millrace.upload.Change;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.ResultPart.Summary;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes a document whose text lies ready to its embeddings, its summary and its concepts.
public final class UnderstandDocument {
  private static final int SUMMARY_SENTENCES = 5;
  private static final int SUMMARIZING_PERCENT = 90;
  private static final Reason MODEL_FAILED =
      new Reason("model_failed", "The text is complete; what models add to it is missing.");

  private final TakeOver takeOver;
  private final Uploads uploads;
  private final DocumentParts parts;
  private final TextEmbedder embedder;
  private final SummarizeText summaries;
  private final int maxEmbeddings;
  private final Clock clock;

  /// @param maxEmbeddings of a document with more chunks so many are embedded, evenly spread
  public UnderstandDocument(
      TakeOver takeOver,
      Uploads uploads,
      DocumentParts parts,
      TextEmbedder embedder,
      SummarizeText summaries,
      int maxEmbeddings,
      Clock clock) {
    this.takeOver = takeOver;
    this.uploads = uploads;
    this.parts = parts;
    this.embedder = embedder;
    this.summaries = summaries;
    this.maxEmbeddings = maxEmbeddings;
    this.clock = clock;
  }

  /// Works on the document whose list of chunks has arrived, unless that is done or being done
  /// already.
  ///
  /// @param owner unique to this try
  public Outcome understand(ObjectKey.Derived manifest, String owner, RunLease.Keeper leases) {
    return switch (takeOver.of(manifest, owner)) {
      case Verdict.Dismissed(String reason) -> new Outcome.Dismissed(reason);
      case Verdict.Admitted(_, Run run) -> {
        try (RunLease held = leases.keep(run)) {
          yield understand(run, held);
        }
      }
    };
  }

  private Outcome understand(Run run, RunLease held) {
    List<Chunk> sample = sample(run);
    try {
      ObjectKey.@Nullable Derived embeddings = embed(run, sample);
      tellOfSummarizing(run);
      TextInsight insight = summaries.summarize(texts(sample), SUMMARY_SENTENCES);
      return held.lost()
          ? new Outcome.Overtaken()
          : complete(run, sample.size(), embeddings, insight);
    } catch (ModelException e) {
      return held.lost() ? new Outcome.Overtaken() : endWithoutInsight(run);
    }
  }

  private List<Chunk> sample(Run run) {
    EvenSample sample = new EvenSample(parts.countChunks(run), maxEmbeddings);
    List<Chunk> kept = new ArrayList<>();
    parts.readChunks(
        run,
        chunk -> {
          if (sample.keeps(chunk.ordinal())) {
            kept.add(chunk);
          }
        });
    return kept;
  }

  private ObjectKey.@Nullable Derived embed(Run run, List<Chunk> sample) {
    if (sample.isEmpty()) {
      return null;
    }
    EmbeddingProgress progress = new EmbeddingProgress(uploads, run.upload(), sample.size(), clock);
    float[][] vectors = new Embeddings(embedder).of(texts(sample), progress::done);
    return parts.writeEmbeddings(run, sample, vectors);
  }

  private static List<String> texts(List<Chunk> chunks) {
    return chunks.stream().map(Chunk::text).toList();
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

  private Outcome complete(
      Run run, int count, ObjectKey.@Nullable Derived embeddings, TextInsight insight) {
    return uploads
        .change(
            run.upload(),
            upload ->
                ending(run, upload, upload)
                    .map(change -> change.with(result(count, embeddings, insight)))
                    .map(change -> announcing(change, run, count, insight)))
        .<Outcome>map(_ -> new Outcome.Understood(count, insight))
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

  private ResultPart result(
      int count, ObjectKey.@Nullable Derived embeddings, TextInsight insight) {
    EmbedderDescription description = embedder.description();
    return new ResultPart.Insight(
        description.model(),
        description.dimension(),
        count,
        embeddings == null ? null : embeddings.value(),
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
