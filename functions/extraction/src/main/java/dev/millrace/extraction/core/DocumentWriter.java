package dev.millrace.extraction.core;

import dev.millrace.extraction.core.chunk.Chunk;
import dev.millrace.extraction.core.chunk.Chunker;
import dev.millrace.upload.ResultPart.FailedPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Makes one text of a document's pages: gives them their place in the whole, and cuts them into
/// chunks.
final class DocumentWriter implements PageSpool.Reader {
  private final DocumentOutput output;
  private final Chunker chunker = new Chunker();
  private final Survey survey = new Survey();
  private final List<FailedPage> failedPages = new ArrayList<>();
  private int scannedPages;
  private int pages;
  private long chars;
  private int chunks;

  DocumentWriter(DocumentOutput output) {
    this.output = output;
  }

  @Override
  public void page(Page page) throws IOException {
    Page.Read read =
        switch (page) {
          case Page.Read it -> it;
          case Page.Unread(int number, PageFailure failure) -> {
            failedPages.add(new FailedPage(number, failure.code()));
            yield new Page.Read(number, "");
          }
        };
    String text = read.text();
    scannedPages += read.scanned() ? 1 : 0;
    survey.page(read);
    long start = pages++ == 0 ? 0 : chars + 1;
    chars = start + text.length();
    output.page(new PageText(page.number(), start, chars, text));
    write(chunker.push(page.number(), text, read.blocks()));
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

  /// {@return what is known of the document so far}
  DocumentFacts facts() {
    return new DocumentFacts(
        pages, chars, chunks, failedPages, scannedPages, survey.language(), survey.outline());
  }

  private void write(List<Chunk> finished) throws IOException {
    for (Chunk chunk : finished) {
      output.chunk(chunk);
      survey.chunk(chunk);
      chunks++;
    }
  }
}
