package dev.millrace.extraction.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.EventData.Reason;
import dev.millrace.extraction.jsonl.JsonLinesOutputs;
import dev.millrace.extraction.jsonl.JsonLinesSpools;
import dev.millrace.id.Ids;
import dev.millrace.testing.Intakes;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.testing.Seals;
import dev.millrace.upload.Change;
import dev.millrace.upload.DocumentPasswords;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Progress;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.RunStore.Claim;
import dev.millrace.upload.Stage;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractDocumentTest {
  private static final Duration LEASE = Duration.ofSeconds(50);
  private static final byte[] CONTENT = "%PDF-1.7 of a kind".getBytes(UTF_8);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryObjects objects = new MemoryObjects();
  private final Uploads uploads = new Uploads(store, clock);
  private final JsonLinesOutputs outputs = new JsonLinesOutputs(objects);
  private final List<StoredObject> arrivals = new ArrayList<>();
  private final List<StoredObject> sentElsewhere = new ArrayList<>();
  private Elsewhere elsewhere = Elsewhere.NOWHERE;
  private final List<Integer> pagesRead = new ArrayList<>();
  private final AtomicInteger sandboxesEnded = new AtomicInteger();
  private Budget budget = new Budget(1_500_000_000, () -> 1_000_000_000);
  private boolean byRanges;
  private final DocumentPasswords passwords = new DocumentPasswords(Seals.box());
  private final FakeLease lease = new FakeLease();
  private DocumentExtractor extractor = pages(new Page.Read(1, "one"), new Page.Read(2, "two"));

  @TempDir private Path folder;

  @BeforeEach
  void createUpload() {
    uploads.create(Samples.upload(Samples.REF, Kind.PDF, CONTENT.length, clock.instant()));
  }

  @Test
  void aDocumentIsTakenFromItsArrivalToItsText() {
    Outcome outcome = extract();

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Extracted(new DocumentFacts(2, 7, 1, List.of(), 0, null, List.of())));
    assertThat(store.eventTypes())
        .containsExactly(
            "upload.created",
            "upload.uploaded",
            "upload.verified",
            "upload.extracting",
            "document.extracted");
    assertThat(upload().state()).isEqualTo(UploadState.INFERRING);
    assertThat(upload().percent()).isEqualTo(62);
    assertThat(upload().warnings()).isEmpty();
    assertThat(upload().sha256()).isEqualTo(HexFormat.of().formatHex(sha256OfContent()));
    assertThat(lease.closed).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theRunIsHandedOverToInference() {
    extract();

    assertThat(run().pendingStages()).containsExactlyInAnyOrder(Stage.EMBEDDING, Stage.SUMMARIZING);
    assertThat(run().leaseUntil()).isEqualTo(clock.instant().plus(LEASE));
    assertThat(store.claim(run(), "inference", LEASE)).isInstanceOf(Claim.Claimed.class);
    assertThat(objects.keys()).contains(derived("chunks.manifest.json"), derived("text.txt"));
  }

  @Test
  void theResultTellsWhatWasRead() {
    extractor =
        (source, from, sink, deadline) -> {
          sink.push(new Page.Read(1, "one"), Position.after(1), new Progress("pages", 1, 2));
          sink.push(
              new Page.Unread(2, PageFailure.PAGE_TOO_SLOW),
              Position.after(2),
              new Progress("pages", 2, 2));
          return new Reading.Done(DocumentProperties.titled("  On \uD800Mills "));
        };

    extract();

    assertThat(store.read(Samples.REF, run().runId()))
        .containsExactly(
            new ResultPart.Document(
                "application/pdf",
                2,
                4,
                1,
                List.of(new ResultPart.FailedPage(2, "page_too_slow")),
                "On \uFFFDMills",
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                derived("text.txt"),
                derived("chunks.manifest.json")));
    assertThat(upload().warnings()).extracting(Reason::code).containsExactly("page_too_slow");
  }

  @Test
  void aDocumentWithoutTextGetsAWarning() {
    extractor = pages(new Page.Read(1, " "));

    assertThat(extract()).isInstanceOf(Outcome.Extracted.class);
    assertThat(upload().warnings()).extracting(Reason::code).containsExactly("scanned");
    assertThat(objects.keys()).contains(derived("chunks.manifest.json"));
  }

  @Test
  void aDocumentThatIsRefusedFailsForItsReason() {
    extractor = (source, from, sink, deadline) -> new Reading.Refused(Failure.ENCRYPTED, "detail");

    assertThat(extract()).isEqualTo(new Outcome.Failed(Failure.ENCRYPTED, "detail"));
    assertThat(upload().state()).isEqualTo(UploadState.FAILED);
    assertThat(upload().error()).isEqualTo(Failure.ENCRYPTED.reason());
    assertThat(store.eventTypes()).endsWith("upload.failed");
    assertThat(run().endedAt()).isEqualTo(clock.instant());
    assertThat(objects.keys()).doesNotContain(derived("chunks.manifest.json"));
  }

  @Test
  void thePasswordThatItsSenderGaveIsAtHand() {
    uploads.change(
        Samples.REF,
        upload ->
            Optional.of(Change.quietly(upload.lockedBy(passwords.seal(Samples.REF, "sesame")))));
    extractor =
        (source, from, sink, deadline) -> {
          assertThat(source.password()).contains("sesame");
          return new Reading.Refused(Failure.ENCRYPTED, "detail");
        };

    assertThat(extract()).isInstanceOf(Outcome.Failed.class);
    assertThat(upload().error()).isEqualTo(Failure.ENCRYPTED.reason());
    assertThat(upload().sealedPassword()).isNull();
  }

  @Test
  void aDocumentWithoutAnyReadablePageIsCorrupt() {
    extractor = pages(new Page.Unread(1, PageFailure.PAGE_UNREADABLE));

    assertThat(extract()).isInstanceOf(Outcome.Failed.class);
    assertThat(upload().error()).isEqualTo(Failure.CORRUPT.reason());
  }

  @Test
  void aDocumentThatWouldUseUpMemoryOrDiskIsNotEvenFetched() {
    budget = new Budget(128 * 1024 * 1024, () -> 1_000);
    assertThat(extract()).isEqualTo(new Outcome.Failed(Failure.TOO_BIG, "18 bytes"));
  }

  @Test
  void aDocumentThatStorageHasNoRoomForIsNotEvenFetched() {
    budget = new Budget(1_500_000_000, () -> 26);
    assertThat(extract()).isEqualTo(new Outcome.Failed(Failure.TOO_BIG, "18 bytes"));
  }

  @Test
  void aDocumentThatStorageHasNoRoomForIsReadByRangesIfItCanBe() {
    budget = new Budget(1_500_000_000, () -> 26);
    byRanges = true;
    extractor =
        (source, from, sink, deadline) -> {
          assertThat(source)
              .isInstanceOfSatisfying(
                  RemoteSource.class,
                  remote -> assertThat(remote.range(5, 4)).asString(UTF_8).isEqualTo("1.7 "));
          return pages(new Page.Read(1, "one")).extract(source, from, sink, deadline);
        };

    assertThat(extract()).isInstanceOf(Outcome.Extracted.class);
  }

  @Test
  void aDocumentWhoseVeryTextHasNoRoomIsTooBig() {
    budget = new Budget(1_500_000_000, () -> 8);
    byRanges = true;

    assertThat(extract()).isEqualTo(new Outcome.Failed(Failure.TOO_BIG, "18 bytes"));
  }

  @Test
  void whereMemoryRunsOutThePageIsToldOfAndTheSandboxEnds() {
    extractor =
        (source, from, sink, deadline) -> {
          sink.begin(1);
          sink.push(new Page.Read(1, "one"), Position.after(1), new Progress("pages", 1, 2));
          sink.begin(2);
          throw new OutOfMemoryError("Java heap space");
        };

    assertThatThrownBy(this::extract).isInstanceOf(OutOfMemoryError.class);

    assertThat(sandboxesEnded).hasValue(1);
    assertThat(run().reached().suspect()).isEqualTo(2);
    clock.advance(LEASE.plusSeconds(1));
    assertThatThrownBy(this::extract).isInstanceOf(OutOfMemoryError.class);
    clock.advance(LEASE.plusSeconds(1));
    extractor = dyingAt(2, numbered(3, 1));
    assertThat(extract()).isInstanceOf(Outcome.Extracted.class);
    assertThat(upload().warnings()).extracting(Reason::code).containsExactly("page_poisonous");
  }

  @Test
  void fiveHundredUploadsLeaveNothingBehind() throws IOException {
    for (int number = 0; number < 500; number++) {
      UploadRef ref = new UploadRef("acme", "up_" + (100 + number));
      Upload created = Samples.upload(ref, Kind.PDF, CONTENT.length, clock.instant());
      uploads.create(created);
      useCase(1000)
          .extract(
              new Arrival.Stored(objects.upload(created.objectKey(), CONTENT)),
              "own_" + number,
              lease,
              anyTime());
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRunOutOfTimeIsHandedOverAndGoesOnWhereItStopped() {
    extractor = numbered(7, 100);

    assertThat(extract()).isEqualTo(new Outcome.Continued(3));
    assertThat(arrivals).containsExactly(run().object());
    assertThat(upload().state()).isEqualTo(UploadState.EXTRACTING);
    assertThat(run().owner()).isNull();
    assertThat(run().attempts()).isZero();
    assertThat(objects.keys()).anyMatch(key -> key.contains("/spool-"));

    assertThat(extract()).isEqualTo(new Outcome.Continued(6));
    assertThat(extract())
        .isEqualTo(
            new Outcome.Extracted(new DocumentFacts(7, 48, 1, List.of(), 0, null, List.of())));

    assertThat(pagesRead).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(new String(objects.content(derived("text.txt")), UTF_8))
        .isEqualTo("page 1\npage 2\npage 3\npage 4\npage 5\npage 6\npage 7");
    assertThat(upload().sha256()).isEqualTo(HexFormat.of().formatHex(sha256OfContent()));
    assertThat(objects.keys()).noneMatch(key -> key.contains("/spool-"));
    assertThat(store.eventTypes()).containsOnlyOnce("upload.extracting", "document.extracted");
  }

  @Test
  void aDocumentThatIsHandedOverForEverFails() {
    extractor = numbered(1000, 300);

    for (int handOver = 0; handOver < 20; handOver++) {
      assertThat(extract()).isInstanceOf(Outcome.Continued.class);
    }

    assertThat(extract()).isInstanceOf(Outcome.Failed.class);
    assertThat(upload().error()).isEqualTo(Failure.DEADLINE_EXCEEDED.reason());
  }

  @Test
  void aKilledRunGoesOnAtItsLastCheckpoint() {
    DocumentExtractor whole = numbered(9, 2);
    extractor = dyingAt(6, whole);
    assertThatThrownBy(this::extract).isInstanceOf(Killed.class);
    assertThat(run().reached().pages()).isEqualTo(3);

    clock.advance(LEASE.plusSeconds(1));
    extractor = whole;

    assertThat(extract()).isInstanceOf(Outcome.Extracted.class);
    assertThat(pagesRead).containsExactly(1, 2, 3, 4, 5, 4, 5, 6, 7, 8, 9);
    assertThat(new String(objects.content(derived("text.txt")), UTF_8).lines()).hasSize(9);
  }

  @Test
  void thePageThatKilledTwoWorkersIsSkipped() {
    extractor = dyingAt(4, numbered(6, 1));
    for (int death = 1; death <= 2; death++) {
      assertThatThrownBy(this::extract).isInstanceOf(Killed.class);
      clock.advance(LEASE.plusSeconds(1));
    }
    assertThat(run().reached().suspect()).isEqualTo(4);

    assertThat(extract())
        .isInstanceOfSatisfying(
            Outcome.Extracted.class,
            extracted ->
                assertThat(extracted.facts().failedPages())
                    .containsExactly(new ResultPart.FailedPage(4, "page_poisonous")));
    assertThat(upload().warnings()).extracting(Reason::code).containsExactly("page_poisonous");
  }

  @Test
  void aPageAtHandIsNotBlamedForWhatElseGoesWrong() {
    extractor = dyingAt(2, numbered(3, 1));
    assertThatThrownBy(this::extract).isInstanceOf(Killed.class);
    clock.advance(LEASE.plusSeconds(1));
    extractor =
        (source, from, sink, deadline) -> {
          sink.begin(1);
          throw new IOException("no space left on device");
        };
    assertThatThrownBy(this::extract).isInstanceOf(UncheckedIOException.class);

    assertThat(run().attempts()).isEqualTo(2);
    assertThat(run().reached().suspect()).isZero();
  }

  @Test
  void aTextTooLongForTheTimeLeftIsMadeByTheNextWorker() {
    extractor =
        (source, from, sink, deadline) -> {
          clock.advance(Duration.ofSeconds(290));
          sink.push(
              new Page.Read(1, "text ".repeat(2_100_000)),
              Position.after(1),
              new Progress("pages", 1, 1));
          return new Reading.Done(DocumentProperties.titled("On Mills"));
        };

    assertThat(extract()).isEqualTo(new Outcome.Continued(1));
    extractor =
        (source, from, sink, deadline) -> {
          throw new AssertionError("it has been read");
        };
    assertThat(extract()).isInstanceOf(Outcome.Extracted.class);
  }

  @Test
  void aDocumentWhoseLastPageIsLateIsStillWhole() {
    extractor =
        (source, from, sink, deadline) -> {
          clock.advance(Duration.ofSeconds(290));
          sink.push(new Page.Read(1, "text"), Position.after(1), new Progress("pages", 1, 1));
          return new Reading.Done(DocumentProperties.NONE);
        };

    assertThat(extract()).isInstanceOf(Outcome.Extracted.class);
  }

  @Test
  void aDocumentOverItsKindsLimitIsNotEvenFetched() {
    Outcome outcome =
        useCase(CONTENT.length - 1).extract(new Arrival.Stored(arrived()), "me", lease, anyTime());

    assertThat(outcome).isEqualTo(new Outcome.Failed(Failure.TOO_BIG, "18 bytes"));
  }

  @Test
  void howFarItIsIsToldOnceASecond() {
    List<Integer> percents = new ArrayList<>();
    extractor =
        (source, from, sink, deadline) -> {
          for (int number = 1; number <= 10; number++) {
            clock.advance(Duration.ofMillis(400));
            sink.push(
                new Page.Read(number, "text"),
                Position.after(number),
                new Progress("pages", number, 10));
            percents.add(upload().percent());
          }
          assertThat(upload().progress()).isEqualTo(new Progress("pages", 9, 10));
          return new Reading.Done(DocumentProperties.NONE);
        };

    extract();

    assertThat(percents).containsExactly(15, 15, 28, 28, 28, 42, 42, 42, 55, 55);
    assertThat(store.eventTypes()).hasSize(5);
  }

  @Test
  void aRunThatBrokeDownIsTakenUpAgainWithoutTellingTwice() {
    DocumentExtractor whole = extractor;
    extractor =
        (source, from, sink, deadline) -> {
          throw new IOException("no space left on device");
        };
    assertThatThrownBy(this::extract).isInstanceOf(UncheckedIOException.class);
    assertThat(upload().state()).isEqualTo(UploadState.EXTRACTING);

    assertThat(extract()).isEqualTo(new Outcome.Dismissed("already_in_work"));
    clock.advance(LEASE.plusSeconds(1));
    extractor = whole;

    assertThat(extract()).isInstanceOf(Outcome.Extracted.class);
    assertThat(store.eventTypes()).containsOnlyOnce("upload.extracting", "document.extracted");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTextThatLiesReadyIsAnnouncedOnceMore() {
    extract();
    objects.put(ObjectKey.Derived.manifest(Samples.REF, run().runId()), new byte[0], "lost");
    Run before = run();

    assertThat(extract()).isEqualTo(new Outcome.AnnouncedAgain());

    assertThat(objects.content(derived("chunks.manifest.json"))).isNotEmpty();
    assertThat(run()).isEqualTo(before);
    assertThat(store.eventTypes()).hasSize(5);
  }

  @Test
  void aRunThatInferenceHasIsLeftToIt() {
    extract();
    store.claim(run(), "inference", LEASE);

    assertThat(extract()).isEqualTo(new Outcome.Dismissed("already_in_work"));
  }

  @Test
  void aLeaseThatIsLostEndsTheReading() {
    List<Boolean> wanted = new ArrayList<>();
    extractor =
        (source, from, sink, deadline) -> {
          wanted.add(
              sink.push(new Page.Read(1, "one"), Position.after(1), new Progress("pages", 1, 2)));
          lease.lost = true;
          wanted.add(
              sink.push(new Page.Read(2, "two"), Position.after(2), new Progress("pages", 2, 2)));
          return new Reading.Done(DocumentProperties.NONE);
        };

    assertThat(extract()).isEqualTo(new Outcome.Overtaken());
    assertThat(wanted).containsExactly(true, false);
    assertThat(upload().state()).isEqualTo(UploadState.EXTRACTING);
  }

  @Test
  void anUploadThatIsCancelledMeanwhileStaysSo() {
    extractor =
        (source, from, sink, deadline) -> {
          uploads.change(
              Samples.REF,
              upload ->
                  Optional.of(
                      Change.to(upload.ended(UploadState.CANCELLED, null, clock.instant()))));
          return new Reading.Done(DocumentProperties.NONE);
        };

    assertThat(extract()).isEqualTo(new Outcome.Overtaken());
    assertThat(upload().state()).isEqualTo(UploadState.CANCELLED);
    assertThat(objects.keys()).doesNotContain(derived("chunks.manifest.json"));
  }

  @Test
  void aScannedDocumentIsReadElsewhereFromItsFirstPage() {
    elsewhere = heavy(true);
    extractor = pages(new Page.Read(1, "one"), Page.Read.scanned(2, ""));

    assertThat(extract()).isEqualTo(new Outcome.SentElsewhere());

    assertThat(sentElsewhere).containsExactly(run().object());
    assertThat(run().heavy()).isTrue();
    assertThat(run().owner()).isNull();
    assertThat(run().checkpoint()).isNull();
    assertThat(upload().state()).isEqualTo(UploadState.EXTRACTING);
    assertThat(objects.keys()).noneMatch(key -> key.startsWith("derived/"));

    elsewhere = Elsewhere.NOWHERE;
    extractor = pages(new Page.Read(1, "one"), new Page.Read(2, "two"));
    assertThat(extract()).isInstanceOf(Outcome.Extracted.class);
    assertThat(run().heavy()).isTrue();
  }

  @Test
  void aDocumentThatWasSentElsewhereIsNotReadAgainHere() {
    elsewhere = heavy(true);
    extractor = pages(Page.Read.scanned(1, ""));
    extract();
    extractor =
        (source, from, sink, deadline) -> {
          throw new AssertionError("read");
        };

    assertThat(extract()).isEqualTo(new Outcome.SentElsewhere());
    assertThat(sentElsewhere).hasSize(2);
    assertThat(run().attempts()).isZero();
  }

  @Test
  void withoutOcrTheScannedPagesAreTold() {
    elsewhere = heavy(false);
    extractor = pages(new Page.Read(1, "one"), Page.Read.scanned(2, ""));

    assertThat(extract()).isInstanceOf(Outcome.Extracted.class);

    assertThat(upload().warnings()).extracting(Reason::code).containsExactly("scanned_pages");
    assertThat(sentElsewhere).isEmpty();
  }

  private Elsewhere heavy(boolean ocr) {
    return new Elsewhere() {
      @Override
      public boolean reads(String mediaType, String tenantId) {
        return mediaType.equals("application/msword");
      }

      @Override
      public boolean recognizes(String tenantId) {
        return ocr;
      }

      @Override
      public void send(StoredObject object) {
        sentElsewhere.add(object);
      }
    };
  }

  @Test
  void aDocumentThatBreaksOffOnItsWayIsFetchedAgainLater() {
    StoredObject arrived = arrived();
    DocumentReader reader =
        new DocumentReader(
            new FetchOriginal(objects),
            Map.of("application/pdf", DocumentFormat.paged(extractor, 1000)),
            Elsewhere.NOWHERE,
            store,
            new JsonLinesSpools(objects),
            outputs,
            new Workspace(folder),
            budget,
            sandboxesEnded::incrementAndGet,
            clock);
    Run larger =
        Run.of(
            new StoredObject(arrived.key(), CONTENT.length + 1, arrived.etag(), null),
            1,
            Kind.PDF,
            clock.instant());

    assertThatThrownBy(() ->
            reader.read(larger, "application/pdf", Optional.empty(), lease, _ -> {}, anyTime()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broke off after 18 of 19 bytes");
  }

  private Outcome extract() {
    return useCase(1000)
        .extract(new Arrival.Stored(arrived()), "try-" + clock.instant(), lease, anyTime());
  }

  private ExtractDocument useCase(long maxBytes) {
    DocumentExtractor current =
        (source, from, sink, deadline) -> {
          if (!byRanges) {
            assertThat(Files.readAllBytes(source.file())).isEqualTo(CONTENT);
          }
          return extractor.extract(source, from, sink, deadline);
        };
    DocumentFormat format = DocumentFormat.paged(current, maxBytes);
    return new ExtractDocument(
        Intakes.open(store, objects, (head, name) -> "application/pdf", LEASE, clock),
        uploads,
        passwords,
        new DocumentReader(
            new FetchOriginal(objects),
            Map.of("application/pdf", byRanges ? format.readByRanges() : format),
            elsewhere,
            store,
            new JsonLinesSpools(objects),
            outputs,
            new Workspace(folder),
            budget,
            sandboxesEnded::incrementAndGet,
            clock),
        outputs,
        arrivals::add,
        elsewhere,
        LEASE,
        clock);
  }

  private StoredObject arrived() {
    return objects.upload(upload().objectKey(), CONTENT);
  }

  private Deadline anyTime() {
    return Deadline.in(Duration.ofSeconds(280), clock);
  }

  private Upload upload() {
    return uploads.find(Samples.REF).orElseThrow();
  }

  private Run run() {
    return store.find(Samples.REF, String.valueOf(upload().runId())).orElseThrow();
  }

  private String derived(String name) {
    return "derived/acme/up_01/" + upload().runId() + "/" + name;
  }

  private static byte[] sha256OfContent() {
    return Ids.sha256(CONTENT);
  }

  private static DocumentExtractor pages(Page... pages) {
    return (source, from, sink, deadline) -> {
      for (Page page : pages) {
        sink.push(
            page,
            Position.after(page.number()),
            new Progress("pages", page.number(), pages.length));
      }
      return new Reading.Done(DocumentProperties.NONE);
    };
  }

  /// {@return an extractor of pages that say their number, each of which takes so many seconds}
  private DocumentExtractor numbered(int pages, int seconds) {
    return (source, from, sink, deadline) -> {
      for (int number = from.pages() + 1; number <= pages; number++) {
        if (!sink.begin(number)) {
          sink.push(
              new Page.Unread(number, PageFailure.PAGE_POISONOUS),
              Position.after(number),
              new Progress("pages", number, pages));
          continue;
        }
        pagesRead.add(number);
        clock.advance(Duration.ofSeconds(seconds));
        if (!sink.push(
            new Page.Read(number, "page " + number),
            Position.after(number),
            new Progress("pages", number, pages))) {
          return new Reading.Stopped();
        }
      }
      return new Reading.Done(DocumentProperties.NONE);
    };
  }

  /// {@return the extractor, whose worker dies when it begins a page}
  private static DocumentExtractor dyingAt(int page, DocumentExtractor extractor) {
    return (source, from, sink, deadline) ->
        extractor.extract(
            source,
            from,
            new PageSink() {
              @Override
              public boolean begin(int number) {
                boolean wanted = sink.begin(number);
                if (wanted && number == page) {
                  throw new Killed();
                }
                return wanted;
              }

              @Override
              public boolean push(Page read, Position after, Progress progress) {
                return sink.push(read, after, progress);
              }
            },
            deadline);
  }

  /// Stands for the end of a process: nobody in between may catch it.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final class FakeLease implements RunLease, RunLease.Keeper {
    private boolean lost;
    private boolean closed;

    @Override
    public RunLease keep(Run claimed) {
      return this;
    }

    @Override
    public boolean lost() {
      return lost;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
