package dev.millrace.inference.core;

import dev.millrace.event.EventData.DocumentSummarized;
import dev.millrace.event.EventData.Reason;
import dev.millrace.flag.Flags;
import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.model.Embeddings;
import dev.millrace.inference.core.model.ModelException;
import dev.millrace.inference.core.model.TextEmbedder;
import dev.millrace.inference.core.model.TimedEmbedder;
import dev.millrace.inference.core.summary.EvenSample;
import dev.millrace.inference.core.summary.SummarizeText;
import dev.millrace.inference.core.summary.TextInsight;
import dev.millrace.upload.Change;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Progress;
import dev.millrace.upload.ProgressReporter;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.ResultPart.Summary;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Admission.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes a document whose text lies ready to its embeddings, its summary and its concepts.
public final class UnderstandDocument {
  private static final ProgressReporter.Span EMBEDDING =
      new ProgressReporter.Span(UploadState.INFERRING, Stage.EMBEDDING, 65, 85);
  private static final int SUMMARIZING_PERCENT = 90;
  private static final Reason MODEL_FAILED =
      new Reason("model_failed", "The text is complete; what models add to it is missing.");
  private static final Reason OUT_OF_TIME =
      new Reason(
          "inference_timeout",
          "The text is complete; what models add to it took too long and is missing.");

  private final TakeOver takeOver;
  private final Uploads uploads;
  private final DocumentParts parts;
  private final TextEmbedder embedder;
  private final TextLimits limits;
  private final Flags flags;
  private final Clock clock;

  public UnderstandDocument(
      TakeOver takeOver,
      Uploads uploads,
      DocumentParts parts,
      TextEmbedder embedder,
      TextLimits limits,
      Flags flags,
      Clock clock) {
    this.takeOver = takeOver;
    this.uploads = uploads;
    this.parts = parts;
    this.embedder = embedder;
    this.limits = limits;
    this.flags = flags;
    this.clock = clock;
  }

  /// Works on the document whose list of chunks has arrived, unless that is done or being done
  /// already.
  ///
  /// @param owner unique to this try
  public Outcome understand(ObjectKey.Derived manifest, String owner, RunLease.Keeper leases) {
    return switch (takeOver.of(manifest, owner, leases)) {
      case Verdict.Dismissed(String reason) -> new Outcome.Dismissed(reason);
      case Verdict.Admitted(_, Run run, RunLease lease) -> {
        try (RunLease held = lease) {
          yield understand(run, held);
        }
      }
    };
  }

  private Outcome understand(Run run, RunLease held) {
    List<Chunk> sample = sample(run);
    String tenant = run.upload().tenantId();
    TextEmbedder timed = new TimedEmbedder(embedder, flags.get(TextLimits.MAX_TIME, tenant), clock);
    try {
      ObjectKey.@Nullable Derived embeddings = embed(run, sample, timed);
      tellOfSummarizing(run);
      TextInsight insight =
          new SummarizeText(new Embeddings(timed), limits.maxSentences())
              .summarize(texts(sample), flags.get(TextLimits.SUMMARY_SENTENCES, tenant).intValue());
      return held.lost() ? new Outcome.Overtaken() : complete(run, sample, embeddings, insight);
    } catch (ModelException e) {
      return held.lost() ? new Outcome.Overtaken() : endWithoutInsight(run, MODEL_FAILED);
    } catch (TimedEmbedder.OutOfTimeException e) {
      return held.lost() ? new Outcome.Overtaken() : endWithoutInsight(run, OUT_OF_TIME);
    }
  }

  private List<Chunk> sample(Run run) {
    EvenSample sample = new EvenSample(parts.countChunks(run), limits.maxEmbeddings());
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

  private ObjectKey.@Nullable Derived embed(Run run, List<Chunk> sample, TextEmbedder timed) {
    if (sample.isEmpty()) {
      return null;
    }
    ProgressReporter progress = new ProgressReporter(uploads, run.upload(), EMBEDDING, clock);
    float[][] vectors =
        new Embeddings(timed)
            .of(
                texts(sample),
                done -> progress.accept(new Progress("chunks", done, sample.size())));
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
      Run run, List<Chunk> sample, ObjectKey.@Nullable Derived embeddings, TextInsight insight) {
    return uploads
        .change(
            run.upload(),
            upload ->
                ending(run, upload, upload)
                    .map(change -> change.with(result(sample, embeddings, insight)))
                    .map(change -> announcing(change, run, sample.size(), insight)))
        .<Outcome>map(_ -> new Outcome.Understood(sample.size(), insight))
        .orElseGet(Outcome.Overtaken::new);
  }

  private Outcome endWithoutInsight(Run run, Reason reason) {
    return uploads
        .change(run.upload(), upload -> ending(run, upload, upload.warned(List.of(reason))))
        .<Outcome>map(_ -> new Outcome.Failed(reason))
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
      List<Chunk> sample, ObjectKey.@Nullable Derived embeddings, TextInsight insight) {
    EmbedderDescription description = embedder.description();
    Optional<DocumentLanguage> language = DocumentLanguage.of(sample);
    return new ResultPart.Insight(
        description.model(),
        description.dimension(),
        sample.size(),
        embeddings == null ? null : embeddings.value(),
        language.map(DocumentLanguage::code).orElse(null),
        insight.summary(),
        insight.concepts(),
        language.flatMap(known -> known.remark(description)).stream().toList());
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
