package dev.millrace.inference.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.event.EventData.Reason;
import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.model.ModelException;
import dev.millrace.inference.core.model.TextEmbedder;
import dev.millrace.inference.core.summary.TextInsight;
import dev.millrace.inference.derived.DerivedDocumentParts;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.RunStore.Claim;
import dev.millrace.upload.Stage;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.RunClaims;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class UnderstandDocumentTest {
  private static final Duration LEASE = Duration.ofSeconds(50);
  private static final Reason PAGE_FAILED = new Reason("page_failed", "page 2 could not be read");

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryObjects objects = new MemoryObjects();
  private final Uploads uploads = new Uploads(store, clock);
  private final WordEmbedder words = new WordEmbedder();
  private final MemoryFlags flags = new MemoryFlags();
  private TextEmbedder embedder = words;
  private int maxEmbeddings = 400;
  private String language = "en";

  @Test
  void aDocumentEndsWithEmbeddingsSummaryAndConcepts() {
    Run run = extracted(List.of());
    write(run, sentences(3));

    assertThat(understand(run, false)).isInstanceOf(Outcome.Understood.class);

    assertThat(standing().state()).isEqualTo(UploadState.COMPLETED);
    assertThat(store.read(run.upload(), run.runId()))
        .singleElement()
        .isInstanceOfSatisfying(
            ResultPart.Insight.class,
            insight -> {
              assertThat(insight.embeddings()).isEqualTo(3);
              assertThat(insight.dimension()).isEqualTo(256);
              assertThat(insight.embeddingsKey()).endsWith("/embeddings.bin");
              assertThat(insight.summary()).isNotNull();
              assertThat(insight.concepts()).isNotEmpty();
              assertThat(insight.language()).isEqualTo("en");
              assertThat(insight.remarks()).isEmpty();
            });
    assertThat(store.eventTypes()).endsWith("document.summarized", "upload.completed");
    assertThat(ordinals(run)).containsExactly(0, 1, 2);
  }

  @Test
  void ofManyChunksASampleIsEmbedded() {
    Run run = extracted(List.of());
    write(run, sentences(600));
    maxEmbeddings = 100;

    assertThat(understand(run, false)).isInstanceOf(Outcome.Understood.class);
    assertThat(ordinals(run)).hasSize(100).startsWith(0, 6, 12).isSorted();
  }

  @Test
  void whatFailedOnTheWayMakesTheResultPartial() {
    Run run = extracted(List.of(PAGE_FAILED));
    write(run, sentences(2));

    understand(run, false);

    assertThat(standing().state()).isEqualTo(UploadState.PARTIAL);
    assertThat(store.eventTypes()).endsWith("document.summarized", "upload.partial");
  }

  @Test
  void aDocumentWithoutTextCompletesWithoutASummary() {
    Run run = extracted(List.of());
    write(run, List.of());

    assertThat(understand(run, false))
        .isEqualTo(new Outcome.Understood(0, new TextInsight(null, List.of(), 0)));
    assertThat(standing().state()).isEqualTo(UploadState.COMPLETED);
    assertThat(store.eventTypes()).doesNotContain("document.summarized");
  }

  @Test
  void aBrokenModelLeavesTheTextAndSaysSo() {
    Run run = extracted(List.of());
    write(run, sentences(2));
    embedder =
        new TextEmbedder() {
          @Override
          public EmbedderDescription description() {
            return words.description();
          }

          @Override
          public float[][] embed(List<String> texts) {
            throw new ModelException("broken", new IllegalStateException());
          }
        };

    assertThat(understand(run, false)).isInstanceOf(Outcome.Failed.class);
    assertThat(standing().state()).isEqualTo(UploadState.PARTIAL);
    assertThat(standing().warnings()).extracting(Reason::code).containsExactly("model_failed");
  }

  @Test
  void aDocumentThatTakesTooLongEndsWithItsTextAlone() {
    Run run = extracted(List.of());
    write(run, sentences(40));
    flags.set(TextLimits.MAX_TIME, "PT5S");
    embedder =
        new TextEmbedder() {
          @Override
          public EmbedderDescription description() {
            return words.description();
          }

          @Override
          public float[][] embed(List<String> texts) {
            clock.advance(Duration.ofSeconds(3));
            return words.embed(texts);
          }
        };

    assertThat(understand(run, false)).isInstanceOf(Outcome.Failed.class);
    assertThat(standing().state()).isEqualTo(UploadState.PARTIAL);
    assertThat(standing().warnings()).extracting(Reason::code).containsExactly("inference_timeout");
  }

  @Test
  void theLengthOfASummaryIsAFlag() {
    Run run = extracted(List.of());
    write(
        run,
        List.of(
            "The water of the canal rises. The gate of the old lock stays shut at night.",
            "A keeper lives in the house beside it. Boats wait below until the gate opens."));
    flags.set(TextLimits.SUMMARY_SENTENCES, 1);

    understand(run, false);

    assertThat(String.valueOf(insight(run).summary()).split("Sentence\\[", -1)).hasSize(2);
  }

  @Test
  void aLanguageThatTheEmbedderWasNotMadeForIsRemarkedOn() {
    Run run = extracted(List.of());
    language = "de";
    write(run, sentences(2));

    understand(run, false);

    assertThat(standing().state()).isEqualTo(UploadState.COMPLETED);
    assertThat(insight(run).language()).isEqualTo("de");
    assertThat(insight(run).remarks())
        .containsExactly(
            new Reason(
                "language_not_supported",
                "The text is in German; summary, concepts and search are made for English and may"
                    + " be poor."));
  }

  @Test
  void whatTakesLessThanASecondIsNotToldOf() {
    Run run = extracted(List.of());
    write(run, sentences(100));
    long before = standing().version();

    understand(run, false);

    assertThat(standing().version()).isEqualTo(before + 2);
  }

  @Test
  void aRunThatOthersWorkOnOrHaveEndedIsLeftAlone() {
    Run run = extracted(List.of());
    write(run, sentences(1));
    store.claim(run, "own_other", LEASE);
    assertThat(understand(run, false)).isEqualTo(new Outcome.Dismissed("already_in_work"));

    clock.advance(LEASE.plusSeconds(1));
    assertThat(understand(run, true)).isEqualTo(new Outcome.Overtaken());

    clock.advance(LEASE.plusSeconds(1));
    assertThat(understand(run, false)).isInstanceOf(Outcome.Understood.class);
    assertThat(understand(run, false)).isEqualTo(new Outcome.Dismissed("already_done"));
  }

  @Test
  void aRunThatKeepsDyingEndsPartial() {
    Run run = extracted(List.of());
    write(run, sentences(1));
    for (int i = 0; i < Run.MAX_ATTEMPTS; i++) {
      store.claim(run, "own_dead", LEASE);
      clock.advance(LEASE.plusSeconds(1));
    }

    assertThat(understand(run, false)).isEqualTo(new Outcome.Dismissed("given_up"));
    assertThat(standing().state()).isEqualTo(UploadState.PARTIAL);
  }

  @Test
  void aRunThatIsNotExtractedYetIsLeftAlone() {
    assertThat(understand(arrived(), false)).isEqualTo(new Outcome.Dismissed("not_extracted"));
  }

  private Outcome understand(Run run, boolean leaseLost) {
    return new UnderstandDocument(
            new TakeOver(uploads, store, new RunClaims(uploads, store, LEASE, clock)),
            uploads,
            new DerivedDocumentParts(objects),
            embedder,
            new TextLimits(maxEmbeddings, 100),
            flags.flags(),
            clock)
        .understand(
            ObjectKey.Derived.manifest(run.upload(), run.runId()),
            "own_" + clock.instant(),
            claimed -> new Lease(leaseLost));
  }

  private record Lease(boolean lost) implements RunLease {
    @Override
    public void close() {}
  }

  private Run arrived() {
    Upload upload = Samples.upload(Samples.REF, Kind.PDF, 10, clock.instant());
    uploads.create(upload);
    StoredObject object = Samples.object(upload);
    Run run = Run.of(object, 1, Kind.PDF, clock.instant());
    uploads.change(
        Samples.REF,
        current -> Optional.of(Change.to(current.arrived(run.runId(), clock.instant()))));
    return run;
  }

  /// A run whose text lies ready and that nobody has.
  private Run extracted(List<Reason> warnings) {
    Run wanted = arrived();
    Run claimed = ((Claim.Claimed) store.claim(wanted, "own_extraction", LEASE)).run();
    Run handedOver =
        claimed.handedOver(
            EnumSet.of(Stage.EXTRACTING, Stage.CHUNKING), clock.instant().plus(LEASE));
    uploads.change(
        Samples.REF,
        upload ->
            Optional.of(
                Change.to(
                        upload
                            .warned(warnings)
                            .entering(UploadState.INFERRING, Stage.EMBEDDING, 62))
                    .with(claimed, handedOver)));
    return handedOver;
  }

  private static List<String> sentences(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "The water level of the canal lock rises on every working day.")
        .toList();
  }

  /// Writes chunks as extraction does, two hundred a part.
  private void write(Run run, List<String> texts) {
    StringBuilder keys = new StringBuilder();
    for (int start = 0; start < texts.size(); start += 200) {
      ObjectKey.Derived key = ObjectKey.Derived.chunks(run.upload(), run.runId(), start / 200 + 1);
      objects.put(key, part(texts, start), "application/gzip");
      keys.append(start == 0 ? "" : ",").append('"').append(key.value()).append('"');
    }
    String manifest = "{\"chunks\":%d,\"chunkParts\":[%s]}".formatted(texts.size(), keys);
    objects.put(
        ObjectKey.Derived.manifest(run.upload(), run.runId()),
        manifest.getBytes(StandardCharsets.UTF_8),
        "application/json");
  }

  private byte[] part(List<String> texts, int start) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = start; i < Math.min(start + 200, texts.size()); i++) {
        String line =
            "{\"ordinal\":%d,\"pageStart\":1,\"pageEnd\":1,\"start\":0,\"end\":9,\"text\":\"%s\",\"language\":\"%s\"}\n"
                .formatted(i, texts.get(i), language);
        gzip.write(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private List<Integer> ordinals(Run run) {
    ByteBuffer file =
        ByteBuffer.wrap(
                objects.content(ObjectKey.Derived.embeddings(run.upload(), run.runId()).value()))
            .order(ByteOrder.LITTLE_ENDIAN);
    return IntStream.range(0, file.getInt(12)).mapToObj(i -> file.getInt(16 + 4 * i)).toList();
  }

  private ResultPart.Insight insight(Run run) {
    return (ResultPart.Insight) store.read(run.upload(), run.runId()).getFirst();
  }

  private Upload standing() {
    return uploads.find(Samples.REF).orElseThrow();
  }
}
