package dev.millrace.extraction.core;

import dev.millrace.extraction.core.chunk.Boundary;
import dev.millrace.extraction.core.chunk.Chunk;
import dev.millrace.extraction.core.chunk.Chunker;
import dev.millrace.extraction.core.text.CleanText;
import dev.millrace.upload.Progress;
import dev.millrace.upload.ResultPart.FailedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Makes one text of a document's pages: cleans them, gives them their place in the whole, cuts
/// them into chunks, and stops the reading when it is too much or too late.
final class DocumentWriter implements PageSink {
  private static final long MAX_CHARS = 200_000_000;

  private final DocumentOutput output;
  private final Chunker chunker;
  private final Consumer<Progress> progress;
  private final Deadline deadline;
  private final List<FailedPage> failedPages = new ArrayList<>();
  private int pages;
  private long chars;
  private int chunks;
  private Optional<Failure> stop = Optional.empty();

  DocumentWriter(
      DocumentOutput output,
      List<Boundary> boundaries,
      Consumer<Progress> progress,
      Deadline deadline) {
    this.output = output;
    this.chunker = new Chunker(boundaries, Chunker.DEFAULT_TARGET);
    this.progress = progress;
    this.deadline = deadline;
  }

  @Override
  public boolean push(Page page, Progress soFar) {
    String text =
        switch (page) {
          case Page.Read(_, String read) -> CleanText.of(read);
          case Page.Unread(int number, PageFailure failure) -> {
            failedPages.add(new FailedPage(number, failure.code()));
            yield "";
          }
        };
    long start = pages++ == 0 ? 0 : chars + 1;
    chars = start + text.length();
    try {
      output.page(new PageText(page.number(), start, chars, text));
      write(chunker.push(page.number(), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    progress.accept(soFar);
    stop = reasonToStop(soFar);
    return stop.isEmpty();
  }

  /// Writes what is left when the last page has been pushed.
  ///
  /// @return what is known of the whole document
  DocumentFacts end() throws IOException {
    write(chunker.end());
    DocumentFacts whole = facts();
    output.finish(whole);
    return whole;
  }

  /// {@return why this writer wanted no more pages, if it did}
  Optional<Failure> stop() {
    return stop;
  }

  /// {@return what is known of the document so far}
  DocumentFacts facts() {
    return new DocumentFacts(pages, chars, chunks, failedPages);
  }

  /// Whoever has come to the last page in time need not hurry any more.
  private Optional<Failure> reasonToStop(Progress soFar) {
    if (chars > MAX_CHARS) {
      return Optional.of(Failure.TEXT_TOO_LONG);
    }
    boolean unfinished = soFar.done() < soFar.total();
    return unfinished && deadline.passed()
        ? Optional.of(Failure.DEADLINE_EXCEEDED)
        : Optional.empty();
  }

  private void write(List<Chunk> finished) throws IOException {
    for (Chunk chunk : finished) {
      output.chunk(chunk);
      chunks++;
    }
  }
}
