package dev.millrace.extraction.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.core.CollectedPages;
import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.LocalSources;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.PageFailure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MovableClock;
import dev.millrace.upload.Progress;
import dev.millrace.upload.ResultPart.OutlineEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdfExtractorTest {
  private final MemoryFlags flags = new MemoryFlags();
  private final PdfExtractor extractor = new PdfExtractor(flags.flags());
  private final CollectedPages pages = new CollectedPages();

  @TempDir private Path folder;

  @Test
  void readsEachPageInOrder() throws IOException {
    assertThat(extract(Pdfs.of("The mill\nstands still.", "The river does not.")))
        .isEqualTo(new Reading.Done(DocumentProperties.NONE));

    assertThat(pages.texts()).containsExactly("The mill\nstands still.", "The river does not.");
    assertThat(pages.lastProgress()).isEqualTo(new Progress("pages", 2, 2));
  }

  @Test
  void tellsTheTitle() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      assertThat(extract(pdf.page("text").titled("On Mills").bytes()))
          .isEqualTo(new Reading.Done(DocumentProperties.titled("On Mills")));
    }
  }

  @Test
  void stopsWhenNoMorePagesAreWanted() throws IOException {
    CollectedPages two = new CollectedPages(2);
    Path file = Files.write(folder.resolve("book.pdf"), Pdfs.withPages(300));

    extractor.extract(LocalSources.of(file), Position.START, two, anHour());

    assertThat(two.pages()).hasSize(2);
    assertThat(two.lastProgress()).isEqualTo(new Progress("pages", 2, 300));
  }

  @Test
  void readsWhatNotesShowOnPagesWithoutContent() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      extract(pdf.pageWithNote("see page 7", false).pageWithNote("unseen", true).bytes());
    }

    assertThat(pages.texts()).containsExactly("see page 7", "");
  }

  @Test
  void pagesThatAreDrawnOnlyAreDoubtedAFewTimes() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      pdf.page("one");
      for (int i = 0; i < 5; i++) {
        pdf.drawing("0 0 m 9 9 l S").page("more");
      }
      extract(pdf.bytes());
    }

    assertThat(pages.texts())
        .containsExactly("one", "", "more", "", "more", "", "more", "", "more", "", "more");
    assertThat(pages.positions().stream().map(Position::cursor))
        .startsWith("STRICT 1", "STRICT 2", "STRICT 3", "STRICT 4")
        .endsWith("STRICT_ONLY 10", "STRICT_ONLY 11");
  }

  @Test
  void textThatIsDrawnTwiceToLookBoldIsReadOnce() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      extract(
          pdf.drawing(
                  """
                  BT /F 12 Tf 10 40 Td (toll bridge) Tj ET
                  BT /F 12 Tf 10.5 39.5 Td (toll bridge) Tj ET
                  BT /F 12 Tf 10 25 Td (toll bridge) Tj ET
                  """)
              .bytes());
    }

    assertThat(pages.texts()).containsExactly("toll bridge\ntoll bridge");
  }

  @Test
  void whatStandsForGlyphsIsReadHoweverOftenTheyAreDrawn() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      extract(
          pdf.drawing(
                  """
                  BT /F 12 Tf 10 40 Td (x) Tj ET
                  /Span <</ActualText (mill)>> BDC BT /F 12 Tf 10 40 Td (x) Tj ET EMC
                  BT /F 12 Tf 10 40 Td (x) Tj ET
                  """)
              .bytes());
    }

    assertThat(pages.texts()).containsExactly("xmill");
  }

  @Test
  void contentThatDoesNotTellItsLengthIsRead() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      String file = new String(pdf.page("at last").bytes(), ISO_8859_1);
      extract(
          Pattern.compile("/Length \\d+")
              .matcher(file)
              .replaceFirst(length -> " ".repeat(length.group().length()))
              .getBytes(ISO_8859_1));
    }

    assertThat(pages.texts()).containsExactly("at last");
    assertThat(pages.positions().getFirst().cursor()).startsWith("LENIENT");
  }

  @Test
  void aBlankPageIsAPageWithoutText() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      extract(pdf.drawing("0 0 100 100 re f").bytes());
    }

    assertThat(pages.pages()).containsExactly(new Page.Read(1, ""));
  }

  @Test
  void aBrokenPageCostsItselfOnly() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      assertThat(extract(pdf.page("one").brokenPage().page("three").bytes()))
          .isEqualTo(new Reading.Done(DocumentProperties.NONE));
    }

    assertThat(pages.pages())
        .containsExactly(
            new Page.Read(1, "one"),
            new Page.Unread(2, PageFailure.PAGE_UNREADABLE),
            new Page.Read(3, "three"));
  }

  @Test
  void aPasswordIsTold() throws IOException {
    assertThat(extract(Pdfs.encrypted("sesame"))).is(refused(Failure.ENCRYPTED));
  }

  @Test
  void anEmptyPasswordIsNone() throws IOException {
    assertThat(extract(Pdfs.encrypted(""))).isEqualTo(new Reading.Done(DocumentProperties.NONE));
    assertThat(pages.texts()).containsExactly("secret");
  }

  @Test
  void garbageIsCorrupt() throws IOException {
    assertThat(extract("%PDF-1.7\nand nothing else".getBytes(StandardCharsets.US_ASCII)))
        .is(refused(Failure.CORRUPT));
  }

  @Test
  void aFileCutShortIsCorruptOrReadInPart() throws IOException {
    byte[] whole = Pdfs.withPages(20);

    assertThat(extract(Arrays.copyOf(whole, 200))).is(refused(Failure.CORRUPT));
    assertThat(extract(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOfAny(Reading.Done.class, Reading.Refused.class);
  }

  @Test
  void aDocumentWithoutPagesIsCorrupt() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      assertThat(extract(pdf.bytes())).is(refused(Failure.CORRUPT));
    }
  }

  @Test
  void aForgedPageCountIsNotBelieved() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      extract(pdf.page("one").page("two").claimingPages(1_410_065_407).bytes());
    }

    assertThat(pages.texts()).containsExactly("one", "two");
    assertThat(pages.lastProgress()).isEqualTo(new Progress("pages", 2, 2));
  }

  @Test
  @Timeout(20)
  void tenMillionSavedStatesAreTooComplex() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      extract(pdf.drawing("q ".repeat(10_000_000)).page("after").bytes());
    }

    assertThat(pages.pages())
        .containsExactly(
            new Page.Unread(1, PageFailure.PAGE_TOO_COMPLEX), new Page.Read(2, "after"));
  }

  @Test
  @Timeout(30)
  void formsThatMultiplyAreTooComplex() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      extract(pdf.laughingPage(10).page("after").bytes());
    }

    assertThat(pages.pages())
        .containsExactly(
            new Page.Unread(1, PageFailure.PAGE_TOO_COMPLEX), new Page.Read(2, "after"));
  }

  @Test
  void aPageThatTakesLongerThanAPageMayTakeIsGivenUp() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      // The clock is looked at every 256 operators; each look takes a second.
      extract(
          pdf.drawing("0 0 m ".repeat(10_000)).page("after").bytes(),
          Deadline.in(Duration.ofHours(1), TickingClock.aSecondALook()));
    }

    assertThat(pages.pages())
        .containsExactly(new Page.Unread(1, PageFailure.PAGE_TOO_SLOW), new Page.Read(2, "after"));
  }

  @Test
  @Timeout(60)
  void aFileThatTakesLongToOpenIsGivenUp() throws IOException {
    // The clock is looked at every 64 KiB; each look takes a second.
    byte[] debris = Pdfs.raw(Collections.nCopies(50_000, "<< /Root 1 0 R >>"));
    PdfExtractor slow =
        new PdfExtractor(flags.flags(), PageRecognizer.NONE, TickingClock.aSecondALook());

    assertThat(
            slow.extract(
                LocalSources.of(Files.write(folder.resolve("debris.pdf"), debris)),
                Position.START,
                pages,
                anHour()))
        .is(refused(Failure.DEADLINE_EXCEEDED));
  }

  @Test
  void aFileThatTheRunHasNoTimeToOpenIsLeftToTheNextRun() throws IOException {
    byte[] debris = Pdfs.raw(Collections.nCopies(50_000, "<< /Root 1 0 R >>"));

    assertThat(extract(debris, Deadline.in(Duration.ofSeconds(2), TickingClock.aSecondALook())))
        .isEqualTo(new Reading.Stopped());
  }

  @Test
  void aPageThatTheRunHasNoTimeForIsLeftToTheNextRun() throws IOException {
    MovableClock clock = MovableClock.inTheNewYear();
    Deadline deadline = Deadline.in(Duration.ofSeconds(1), clock);
    clock.advance(Duration.ofSeconds(1));
    try (Pdfs pdf = new Pdfs()) {
      assertThat(extract(pdf.drawing("0 0 m ".repeat(1000)).bytes(), deadline))
          .isEqualTo(new Reading.Stopped());
    }

    assertThat(pages.pages()).isEmpty();
  }

  @Test
  void readingGoesOnFromAnyPosition() throws IOException {
    Path file = Files.write(folder.resolve("book.pdf"), Pdfs.withPages(30));
    CollectedPages first = new CollectedPages(11);
    extractor.extract(LocalSources.of(file), Position.START, first, anHour());

    Reading rest = extractor.extract(LocalSources.of(file), first.lastPosition(), pages, anHour());

    assertThat(rest).isInstanceOf(Reading.Done.class);
    assertThat(pages.pages()).hasSize(19);
    assertThat(pages.pages().getFirst()).isEqualTo(new Page.Read(12, "Page 12 of the long book."));
    assertThat(first.lastPosition().cursor()).isEqualTo("STRICT 11");
  }

  @Test
  void aPoisonousPageIsNotRead() throws IOException {
    Path file = Files.write(folder.resolve("book.pdf"), Pdfs.of("one", "two", "three"));
    PageSink sink =
        new PageSink() {
          @Override
          public boolean begin(int number) {
            return number != 2;
          }

          @Override
          public boolean push(Page page, Position after, Progress progress) {
            return pages.push(page, after, progress);
          }
        };

    extractor.extract(LocalSources.of(file), Position.START, sink, anHour());

    assertThat(pages.pages())
        .containsExactly(
            new Page.Read(1, "one"),
            new Page.Unread(2, PageFailure.PAGE_POISONOUS),
            new Page.Read(3, "three"));
  }

  @Test
  void whatNoViewerShowsIsDroppedUnlessAskedFor() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      byte[] bytes =
          pdf.drawing(
                  "BT /F 12 Tf 72 720 Td (shown) Tj ET BT /F 12 Tf 72 -300 Td (off the page) Tj ET")
              .bytes();
      extract(bytes);
      flags.set(PdfExtractor.DROP_OFF_PAGE_TEXT, false);
      extract(bytes);
    }

    assertThat(pages.texts()).containsExactly("shown", "shown\noff the page");
  }

  @Test
  void uprightTextIsABlockOfItsOwn() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      extract(
          pdf.drawing(
                  "BT /F 12 Tf 0 1 -1 0 300 300 Tm (up the margin) Tj ET "
                      + "BT /F 12 Tf 72 720 Td (level) Tj ET")
              .bytes());
    }

    assertThat(pages.texts()).containsExactly("level\nup the margin");
  }

  @Test
  void tellsWhoWroteItWhenAndWhatItContains() throws IOException {
    Calendar created = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    created.setTimeInMillis(1_767_225_600_000L);
    try (Pdfs pdf = new Pdfs()) {
      assertThat(
              extract(
                  pdf.page("text")
                      .page("more")
                      .linked("https://mill.example/race")
                      .titled("On Mills")
                      .by("A. Miller", created)
                      .outlined("Wheels", "Paddles")
                      .bytes()))
          .isEqualTo(
              new Reading.Done(
                  new DocumentProperties(
                      "On Mills",
                      "A. Miller",
                      Instant.parse("2026-01-01T00:00:00Z"),
                      null,
                      null,
                      List.of(new OutlineEntry("Wheels", 1, 1), new OutlineEntry("Paddles", 2, 2)),
                      List.of("https://mill.example/race"),
                      List.of(),
                      List.of())));
    }
  }

  @Test
  void aPasswordOpensWhatItProtects() throws IOException {
    Path file = Files.write(folder.resolve("locked.pdf"), Pdfs.encrypted("sesame"));

    assertThat(extractor.extract(LocalSources.of(file, "sesame"), Position.START, pages, anHour()))
        .isInstanceOf(Reading.Done.class);
    assertThat(pages.texts()).containsExactly("secret");
  }

  @Test
  void aWrongPasswordIsTold() throws IOException {
    Path file = Files.write(folder.resolve("locked.pdf"), Pdfs.encrypted("sesame"));

    assertThat(extractor.extract(LocalSources.of(file, "open"), Position.START, pages, anHour()))
        .is(refused(Failure.ENCRYPTED));
  }

  @Test
  void theOwnersPasswordOpensTheDocumentToo() throws IOException {
    Path file = Files.write(folder.resolve("locked.pdf"), Pdfs.encrypted("sesame"));

    assertThat(extractor.extract(LocalSources.of(file, "owner"), Position.START, pages, anHour()))
        .isInstanceOf(Reading.Done.class);
    assertThat(pages.texts()).containsExactly("secret");
  }

  @Test
  void anUnknownProtectionIsNotSupported() throws IOException {
    String locked = new String(Pdfs.encrypted("sesame"), ISO_8859_1);
    byte[] riddled = locked.replace("/Filter /Standard", "/Filter /Riddles!").getBytes(ISO_8859_1);

    assertThat(extract(riddled)).is(refused(Failure.UNSUPPORTED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"page", "form", "font", "string", "notes"})
  @Timeout(20)
  void whatUnpacksToTooMuchIsTooComplex(String place) throws IOException {
    long size = 80L << 20;
    try (Pdfs pdf = new Pdfs()) {
      switch (place) {
        case "page" -> pdf.pageOf(' ', size);
        case "form" -> pdf.pageWithFormOf(' ', size);
        case "font" -> pdf.pageWithFontTableOf(' ', size);
        case "string" -> pdf.pageOf('(', size);
        default -> pdf.pageWithNotes(60_000);
      }
      extract(pdf.page("after").bytes());
    }

    assertThat(pages.pages())
        .containsExactly(
            new Page.Unread(1, PageFailure.PAGE_TOO_COMPLEX), new Page.Read(2, "after"));
  }

  @Test
  @Timeout(30)
  void aPageTreeDeeperThanTheStackIsCorrupt() throws IOException {
    List<String> objects = new ArrayList<>();
    objects.add("<< /Type /Catalog /Pages 2 0 R >>");
    for (int node = 2; node < 100_000; node++) {
      objects.add("<< /Type /Pages /Count 1 /Kids [%d 0 R] >>".formatted(node + 1));
    }
    objects.add("<< /Type /Page /MediaBox [0 0 9 9] >>");

    assertThat(extract(Pdfs.raw(objects))).is(refused(Failure.CORRUPT));
  }

  @Test
  @Timeout(20)
  void aPageTreeThatBitesItsTailEnds() throws IOException {
    extract(
        Pdfs.raw(
            List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Count 2 /Kids [3 0 R 2 0 R] >>",
                "<< /Type /Page /MediaBox [0 0 9 9] >>")));

    assertThat(pages.pages()).isNotEmpty().hasSizeLessThan(10);
  }

  @Test
  void leavesNoTemporaryFileBehind() throws IOException {
    extract(Pdfs.withPages(3));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  private Reading extract(byte[] pdf) throws IOException {
    return extract(pdf, anHour());
  }

  private Reading extract(byte[] pdf, Deadline deadline) throws IOException {
    return extractor.extract(
        LocalSources.of(Files.write(folder.resolve("document.pdf"), pdf)),
        Position.START,
        pages,
        deadline);
  }

  private static Deadline anHour() {
    return Deadline.in(Duration.ofHours(1), Clock.systemUTC());
  }

  private static Condition<Reading> refused(Failure failure) {
    return new Condition<>(
        reading -> reading instanceof Reading.Refused refused && refused.failure() == failure,
        "refused as %s",
        failure);
  }
}
