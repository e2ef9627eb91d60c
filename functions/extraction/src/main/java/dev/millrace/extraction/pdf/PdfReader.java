package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.HeapGauge;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.PageFailure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import dev.millrace.extraction.pdf.PdfOpening.Manner;
import dev.millrace.upload.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/// One reading of a PDF.
///
/// The file is opened strictly. At the first sign that this was too strict (it does not open, pages
/// are missing, one is broken, or has content but no text) it is opened leniently from there on. It
/// is opened anew every so many pages, because PDFBox lets go of nothing that it has ever read.
///
/// The cursor of a position is the manner of the opening and the path of the walk: `STRICT 0/17`.
final class PdfReader implements AutoCloseable {
  private static final int LEAST_PAGES_PER_OPENING = 250;
  private static final int MOST_OPENINGS = 12;
  private static final int LEAST_PAGES_IN_A_CROWD = 50;
  private static final double CROWDED = 0.6;

  private final Source source;
  private final Deadline deadline;
  private final PageGuard guard;
  private final boolean dropsOffPageText;
  private final PageRecognizer recognizer;
  private final HeapGauge heap = HeapGauge.ofThisProcess();
  private Manner manner;
  private String path;
  private int pages;
  private @Nullable Opening opening;

  PdfReader(
      Source source,
      Position from,
      Deadline deadline,
      boolean dropsOffPageText,
      PageRecognizer recognizer) {
    this.source = source;
    this.deadline = deadline;
    this.guard = new PageGuard(deadline);
    this.dropsOffPageText = dropsOffPageText;
    this.recognizer = recognizer;
    this.pages = from.pages();
    int space = from.cursor().indexOf(' ');
    this.manner = space < 0 ? Manner.STRICT : Manner.valueOf(from.cursor().substring(0, space));
    this.path = from.cursor().substring(space + 1);
  }

  /// An open file, and the walk through it.
  private static final class Opening {
    private final PDDocument document;
    private final PageWalk walk;
    private final PageCount count;
    private @Nullable PageStripper stripper;
    private int pages;

    Opening(PDDocument document, PageWalk walk, PageCount count) {
      this.document = document;
      this.walk = walk;
      this.count = count;
    }
  }

  /// What came of one step.
  private sealed interface Step {
    /// On to the next one.
    record Go() implements Step {}

    /// The file has to be opened leniently, if it was not.
    record Doubt(Reading otherwise) implements Step {}

    /// That was it.
    record End(Reading reading) implements Step {}
  }

  /// {@return how the reading of all pages that are left has ended}
  ///
  /// @throws IOException when the file is out of reach
  Reading readInto(PageSink sink) throws IOException {
    while (true) {
      switch (opening == null ? open() : readPage(opening, sink)) {
        case Step.Go() -> {}
        case Step.End(Reading reading) -> {
          return reading;
        }
        case Step.Doubt(Reading otherwise) -> {
          if (manner == Manner.LENIENT) {
            return otherwise;
          }
          close();
          manner = Manner.LENIENT;
          path = "";
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (opening != null) {
      opening.document.close();
      opening = null;
    }
  }

  private Step open() throws IOException {
    return switch (PdfOpening.of(source, manner)) {
      case PdfOpening.Refused(Reading.Refused refused) when refused.failure() == Failure.CORRUPT ->
          new Step.Doubt(refused);
      case PdfOpening.Refused(Reading.Refused refused) -> new Step.End(refused);
      case PdfOpening.Opened(PDDocument document) -> {
        try {
          PageWalk walk = walk(document);
          opening = new Opening(document, walk, PageCount.of(document));
          yield new Step.Go();
        } catch (RuntimeException | StackOverflowError e) {
          document.close();
          yield new Step.Doubt(new Reading.Refused(Failure.CORRUPT, "page tree: " + e));
        }
      }
    };
  }

  private PageWalk walk(PDDocument document) {
    if (!path.isEmpty()) {
      return PageWalk.from(document, path);
    }
    PageWalk walk = PageWalk.fromStart(document);
    for (int skipped = 0; skipped < pages; skipped++) {
      walk.next();
    }
    return walk;
  }

  private Step readPage(Opening open, PageSink sink) throws IOException {
    Optional<PDPage> next;
    try {
      next = pages < open.count.most() ? open.walk.next() : Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      return new Step.Doubt(new Reading.Refused(Failure.CORRUPT, "page tree: " + e));
    }
    if (next.isEmpty()) {
      return end(open);
    }
    int number = pages + 1;
    if (!sink.begin(number)) {
      return push(open, new Page.Unread(number, PageFailure.PAGE_POISONOUS), sink);
    }
    Page page = read(open, next.get(), number);
    if (deadline.passed() && isUnread(page, PageFailure.PAGE_TOO_SLOW)) {
      return new Step.End(new Reading.Stopped());
    }
    if (manner == Manner.STRICT && doubtful(page, next.get())) {
      return new Step.Doubt(new Reading.Stopped());
    }
    return push(open, page, sink);
  }

  private Step end(Opening open) {
    if (manner == Manner.STRICT && pages < open.count.estimate()) {
      return new Step.Doubt(new Reading.Stopped());
    }
    return new Step.End(
        pages == 0
            ? new Reading.Refused(Failure.CORRUPT, "no pages")
            : new Reading.Done(PdfProperties.of(open.document)));
  }

  private Step push(Opening open, Page page, PageSink sink) throws IOException {
    pages = page.number();
    path = open.walk.path();
    boolean wanted =
        sink.push(
            page,
            new Position(pages, manner + " " + path),
            new Progress("pages", pages, Math.max(pages, open.count.estimate())));
    if (!wanted) {
      return new Step.End(new Reading.Stopped());
    }
    open.pages++;
    if (worn(open)) {
      close();
    }
    return new Step.Go();
  }

  private boolean worn(Opening open) {
    int most = Math.max(LEAST_PAGES_PER_OPENING, open.count.estimate() / MOST_OPENINGS);
    return open.pages >= most || (open.pages >= LEAST_PAGES_IN_A_CROWD && heap.share() > CROWDED);
  }

  private Page read(Opening open, PDPage page, int number) {
    PageStripper stripper = open.stripper;
    if (stripper == null) {
      stripper = new PageStripper(guard, dropsOffPageText);
    }
    open.stripper = null;
    try {
      String text = stripper.textOf(page);
      open.stripper = stripper;
      return stripper.scanned(text) ? recognized(page, number, text) : new Page.Read(number, text);
    } catch (PageLimitException e) {
      return new Page.Unread(number, e.failure());
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new Page.Unread(number, PageFailure.PAGE_UNREADABLE);
    }
  }

  private Page recognized(PDPage page, int number, String text) throws IOException {
    Path folder = Objects.requireNonNull(source.file().getParent());
    return recognizer
        .textOf(page, folder, deadline)
        .map(recognized -> new Page.Read(number, recognized))
        .orElseGet(() -> Page.Read.scanned(number, text));
  }

  private static boolean doubtful(Page page, PDPage content) {
    return switch (page) {
      case Page.Read read -> read.text().isEmpty() && !read.scanned() && content.hasContents();
      case Page.Unread(_, PageFailure failure) -> failure == PageFailure.PAGE_UNREADABLE;
    };
  }

  private static boolean isUnread(Page page, PageFailure failure) {
    return page instanceof Page.Unread unread && unread.failure() == failure;
  }
}
