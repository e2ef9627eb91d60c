package dev.millrace.bench.extraction;

import dev.millrace.bench.Options;
import dev.millrace.bench.Report.Table;
import java.util.List;

/// What the figures need that is not ours: where it is absent, the marks that need it are left out.
final class Peers {
  private Peers() {}

  static Table table(Options options) {
    return new Table(
        "What is measured with",
        List.of("what", "where", "here"),
        List.of(
            row("pdftotext", "Debian's poppler-utils", CommandTool.isInstalled("pdftotext")),
            row("mutool", "Debian's mupdf-tools", CommandTool.isInstalled("mutool")),
            row("qpdf", "Debian's qpdf, to make long documents", CommandTool.isInstalled("qpdf")),
            row(Tika.NAME, "Maven, when first needed", Tika.isInstalled()),
            row("real files", "the folder " + Options.CORPORA, options.corpora().isPresent())));
  }

  private static List<Object> row(String what, String where, boolean here) {
    return List.of(what, where, here ? "yes" : "ABSENT: not compared");
  }
}
