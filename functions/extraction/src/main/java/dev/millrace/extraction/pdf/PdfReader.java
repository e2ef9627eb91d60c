package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentProperties;
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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/// One reading of a PDF.
///
/// The file is opened strictly. At the first sign that this was too strict (it does not open, pages
/// are missing, one is broken, or has content but no text) it is opened leniently from there on,
/// unless that fails, would mean to fetch all of it, or shows the page no other than it was. It is
/// opened anew every so many pages, because PDFBox lets go of nothing that it has ever read.
///
/// The cursor of a position is the manner of the opening and the path of the walk: `STRICT 0/17`.
final class PdfReader implements AutoCloseable {
  private static final int LEAST_PAGES_PER_OPENING = 250;
  private static final int MOST_OPENINGS = 12;
  private static final int LEAST_PAGES_IN_A_CROWD = 50;
  private static final double CROWDED = 0.6;
  private static final int MOST_VAIN_DOUBTS = 3;

  /// What opening a file may take of the processor's time: more for a large one, which may have to
  /// be searched.
  private static final Duration OPENING = Duration.ofSeconds(4);

  private static final long BYTES_SEARCHED_PER_SECOND = 50_000_000;

  private final Source source;
  private final PdfBytes bytes;
  private final Deadline deadline;
  private final Clock cpu;
  private final PageGuard guard;
  private final boolean dropsOffPageText;
  private final PageRecognizer recognizer;
  private final HeapGauge heap = HeapGauge.ofThisProcess();
  private Manner manner;
  private String path;
  private int pages;
  private boolean strictServes;
  private @Nullable Page doubted;
  private int vainDoubts;
  private boolean hasOpened;
  private @Nullable Opening opening;

  /// @param cpu tells the time that this thread has worked
  PdfReader(
      Source source,
      Position from,
      Deadline deadline,
      Clock cpu,
      boolean dropsOffPageText,
      PageRecognizer recognizer) {
    this.source = source;
    this.bytes = new PdfBytes(source);
    this.deadline = deadline;
    this.cpu = cpu;
    this.guard = new PageGuard(deadline);
    this.dropsOffPageText = dropsOffPageText;
    this.recognizer = recognizer;
    this.pages = from.pages();
    this.hasOpened = pages > 0;
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

    /// The file should be opened leniently, if it was not.
    ///
    /// @param serves whether it can be read on as it is otherwise
    record Doubt(Reading otherwise, boolean serves) implements Step {}

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
        case Step.Doubt(Reading otherwise, boolean serves) -> {
          Optional<Manner> next = otherManner(serves);
          if (next.isEmpty()) {
            return otherwise;
          }
          close();
          manner = next.get();
          hasOpened = false;
        }
      }
    }
  }

  /// {@return how to open the file when there is doubt about the manner at hand, if there is
  /// another way}
  ///
  /// @param serves whether the manner at hand would do
  private Optional<Manner> otherManner(boolean serves) {
    return switch (manner) {
      case STRICT -> {
        strictServes = serves;
        Optional<Manner> strictOnly = Optional.of(Manner.STRICT_ONLY).filter(_ -> serves);
        yield bytes.remote() ? strictOnly : Optional.of(Manner.LENIENT);
      }
      case LENIENT -> strictServes ? Optional.of(Manner.STRICT_ONLY) : Optional.empty();
      case STRICT_ONLY -> Optional.empty();
    };
  }

  @Override
  public void close() throws IOException {
    if (opening != null) {
      opening.document.close();
      opening = null;
    }
  }

  private Step open() throws IOException {
    PdfOpening attempt = PdfOpening.of(source, bytes, manner, opening());
    bytes.check();
    return switch (attempt) {
      case PdfOpening.Refused(Reading.Refused refused) -> refused(refused);
      case PdfOpening.Opened(PDDocument document) -> {
        try {
          PageWalk walk = walk(document);
          opening = new Opening(document, walk, PageCount.of(document));
          hasOpened = true;
          yield new Step.Go();
        } catch (RuntimeException | StackOverflowError e) {
          document.close();
          bytes.check();
          yield brokenTree(e);
        }
      }
    };
  }

  /// {@return what tells that opening takes too long} What has opened once does so again.
  private BooleanSupplier opening() {
    Duration bound = OPENING.plusSeconds(source.size() / BYTES_SEARCHED_PER_SECOND);
    Deadline opened = Deadline.in(bound, cpu);
    return hasOpened ? deadline::passed : () -> deadline.passed() || opened.passed();
  }

  private Step refused(Reading.Refused refused) {
    boolean slow = refused.failure() == Failure.DEADLINE_EXCEEDED;
    if (slow && deadline.passed()) {
      return new Step.End(new Reading.Stopped());
    }
    return slow || refused.failure() == Failure.CORRUPT
        ? doubt(refused, false)
        : new Step.End(refused);
  }

  private Step brokenTree(Throwable cause) {
    return doubt(new Reading.Refused(Failure.CORRUPT, "page tree: " + cause), false);
  }

  /// Doubts the page tree, so that no path through it is worth anything.
  private Step doubt(Reading otherwise, boolean serves) {
    path = "";
    return new Step.Doubt(otherwise, serves);
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
      bytes.check();
      return brokenTree(e);
    }
    if (next.isEmpty()) {
      return end(open);
    }
    int number = pages + 1;
    if (!sink.begin(number)) {
      return push(open, new Page.Unread(number, PageFailure.PAGE_POISONOUS), sink);
    }
    Page page = read(open, next.get(), number);
    bytes.check();
    if (deadline.passed() && isUnread(page, PageFailure.PAGE_TOO_SLOW)) {
      return new Step.End(new Reading.Stopped());
    }
    if (manner == Manner.STRICT && doubtful(page, next.get())) {
      doubted = page;
      return new Step.Doubt(new Reading.Stopped(), true);
    }
    boolean inVain = manner == Manner.LENIENT && page.equals(doubted);
    doubted = null;
    if (inVain) {
      manner = ++vainDoubts < MOST_VAIN_DOUBTS ? Manner.STRICT : Manner.STRICT_ONLY;
    }
    Step step = push(open, page, sink);
    if (inVain) {
      close();
    }
    return step;
  }

  private Step end(Opening open) {
    if (manner == Manner.STRICT && pages < open.count.estimate()) {
      return doubt(new Reading.Stopped(), pages > 0);
    }
    if (pages == 0) {
      return new Step.End(new Reading.Refused(Failure.CORRUPT, "no pages"));
    }
    DocumentProperties properties = PdfProperties.of(open.document);
    bytes.check();
    return new Step.End(new Reading.Done(properties));
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
    return recognizer
        .textOf(page, source.folder(), deadline)
        .map(recognized -> Page.Read.recognized(number, recognized))
        .orElseGet(() -> Page.Read.scanned(number, text));
  }

  private static boolean doubtful(Page page, PDPage content) {
    return switch (page) {
      case Page.Read read -> read.text().isEmpty() && !read.scanned() && draws(content);
      case Page.Unread(_, PageFailure failure) -> failure == PageFailure.PAGE_UNREADABLE;
    };
  }

  /// {@return whether a page has content, or is said to have some that has not been found}
  private static boolean draws(PDPage page) {
    COSDictionary entries = page.getCOSObject();
    return page.hasContents()
        || (entries.containsKey(COSName.CONTENTS)
            && entries.getDictionaryObject(COSName.CONTENTS) == null);
  }

  private static boolean isUnread(Page page, PageFailure failure) {
    return page instanceof Page.Unread unread && unread.failure() == failure;
  }
}
