package dev.millrace.extraction.pdf;

import org.apache.pdfbox.pdmodel.PDDocument;

/// How many pages a document may have.
///
/// @param estimate what progress is measured by: counted one by one in short documents, else what
///   the document says of itself, which may be forged
/// @param most there are no more pages than objects, unless the page tree lies
record PageCount(int estimate, int most) {
  private static final int MAX_COUNTED = 1_000;
  private static final int MAX_UNNUMBERED = 10_000;

  static PageCount of(PDDocument document) {
    int objects = document.getDocument().getXrefTable().size();
    int most = Math.max(objects, MAX_UNNUMBERED);
    int told = Math.min(Math.max(document.getNumberOfPages(), 0), objects);
    return new PageCount(told > MAX_COUNTED ? told : counted(document, most), most);
  }

  private static int counted(PDDocument document, int most) {
    PageWalk walk = PageWalk.fromStart(document);
    int pages = 0;
    while (pages < most && walk.next().isPresent()) {
      pages++;
    }
    return pages;
  }
}
