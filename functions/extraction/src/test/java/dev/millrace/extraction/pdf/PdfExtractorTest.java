package dev.millrace.extraction.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.core.CollectedPages;
import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.LocalSource;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.PageFailure;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.testing.MovableClock;
import dev.millrace.upload.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PdfExtractorTest {
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

    new PdfExtractor().extract(LocalSource.of(file), Position.START, two, anHour());

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
  void aPageIsGivenUpAtTheDeadline() throws IOException {
    MovableClock clock = MovableClock.inTheNewYear();
    Deadline deadline = Deadline.in(Duration.ofSeconds(1), clock);
    clock.advance(Duration.ofSeconds(1));
    try (Pdfs pdf = new Pdfs()) {
      extract(pdf.drawing("0 0 m ".repeat(1000)).bytes(), deadline);
    }

    assertThat(pages.pages()).containsExactly(new Page.Unread(1, PageFailure.PAGE_TOO_SLOW));
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
    return new PdfExtractor()
        .extract(
            LocalSource.of(Files.write(folder.resolve("document.pdf"), pdf)),
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
