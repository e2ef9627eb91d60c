package dev.millrace.bench.extraction;

import static dev.millrace.bench.extraction.HostilePdf.CONTENT;
import static dev.millrace.bench.extraction.HostilePdf.FONT;
import static dev.millrace.bench.extraction.HostilePdf.PAGE;
import static dev.millrace.bench.extraction.HostilePdf.PAGES;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file that is small, or cheap to make, and meant to cost its reader time or memory without end.
///
/// @param maker writes it
record Bomb(String name, Maker maker) {
  private static final long GIGABYTE = 1L << 30;
  private static final String FORM = "/Type/XObject/Subtype/Form/BBox[0 0 1 1]";
  private static final String LETTER = "BT /F1 12 Tf (a) Tj ET";

  /// Writes a bomb.
  @FunctionalInterface
  interface Maker {
    void write(Path file) throws IOException;
  }

  /// Makes a bomb of a PDF.
  @FunctionalInterface
  private interface Builder {
    void build(HostilePdf pdf) throws IOException;
  }

  /// {@return one of each kind}
  static List<Bomb> all() {
    return List.of(
        pdf("nested arrays", pdf -> pdf.page("/X " + "[".repeat(200_000) + "]".repeat(200_000))),
        pdf(
            "nested dictionaries",
            pdf -> pdf.page("/X " + "<</A ".repeat(100_000) + "1" + ">>".repeat(100_000))),
        pdf(
            "nested arrays in content",
            pdf ->
                pdf.put(
                    CONTENT,
                    HostilePdf.stream("[".repeat(500_000) + "]".repeat(500_000) + " TJ", ""))),
        pdf("ten million saved states", pdf -> pdf.content("q ", 10_000_000)),
        pdf("a gigabyte of spaces", pdf -> pdf.content(" ", GIGABYTE)),
        pdf(
            "a gigabyte of text",
            pdf -> pdf.content("BT /F1 12 Tf (Hello world this is text) Tj ET ", GIGABYTE / 46)),
        pdf("packed twice", Bomb::packedTwice),
        pdf("a string of a gigabyte", pdf -> pdf.content("(", GIGABYTE)),
        pdf(
            "a form of a gigabyte",
            pdf ->
                pdf.page("", "/XObject<</X 10 0 R>>")
                    .put(CONTENT, HostilePdf.stream("/X Do", ""))
                    .packed(10, " ", GIGABYTE, FORM)),
        pdf(
            "a table of characters of a gigabyte",
            pdf ->
                pdf.put(FONT, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>")
                    .packed(6, " ", GIGABYTE, "")),
        pdf(
            "contents in a thousand parts",
            pdf ->
                pdf.page("/Contents[" + "10 0 R ".repeat(1_000) + "]")
                    .packed(10, "0 0 m ", 1_000_000, "")),
        pdf(
            "page tree in circles",
            pdf -> pdf.put(PAGES, "<</Type/Pages/Kids[3 0 R 2 0 R 2 0 R]/Count 3>>")),
        pdf("deep page tree", Bomb::deepPageTree),
        pdf("forged count", pdf -> pdf.put(PAGES, "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>")),
        pdf("laughing page tree", Bomb::laughingPageTree),
        pdf(
            "form that draws itself",
            pdf ->
                pdf.page("", "/XObject<</X 10 0 R>>")
                    .put(CONTENT, HostilePdf.stream("/X Do", ""))
                    .put(
                        10,
                        HostilePdf.stream(
                            "/X Do " + LETTER,
                            FORM + "/Resources<</Font<</F1 5 0 R>>/XObject<</X 10 0 R>>>>"))),
        pdf("laughing forms", Bomb::laughingForms),
        pdf("huge range of characters", pdf -> characters(pdf, "bfrange", "<0041>")),
        pdf("huge range of glyphs", pdf -> characters(pdf, "cidrange", "1")),
        pdf(
            "predictor with giant rows",
            pdf ->
                pdf.packed(
                    CONTENT,
                    "A",
                    1000,
                    "/DecodeParms<</Predictor 15/Colors 32/BitsPerComponent 16/Columns 100000000>>")),
        pdf(
            "predictor with endless rows",
            pdf ->
                pdf.packed(
                    CONTENT,
                    "A",
                    1000,
                    "/DecodeParms<</Predictor 15/Colors 32/BitsPerComponent 32"
                        + "/Columns 2147483647>>")),
        pdf("table in circles", pdf -> pdf.trailer("/Prev 9")),
        pdf(
            "glyph that draws itself",
            pdf ->
                pdf.put(
                        FONT,
                        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]"
                            + "/CharProcs<</A 6 0 R>>/Encoding<</Differences[65/A]>>/FirstChar 65"
                            + "/LastChar 65/Widths[1]/Resources<</Font<</F1 5 0 R>>>>>>")
                    .put(6, HostilePdf.stream("1 0 d0 BT /F1 12 Tf (AAAAAAAA) Tj ET", ""))
                    .put(CONTENT, HostilePdf.stream("BT /F1 12 Tf (AAAA) Tj ET", ""))),
        new Bomb("200 MB of debris", Bomb::debris),
        pdf(
            "forged length",
            pdf ->
                pdf.put(
                    CONTENT, "<</Length 99999999999>>\nstream\nBT /F1 12 Tf (x) Tj ET\nendstream")),
        pdf(
            "a million notes",
            pdf ->
                pdf.page("/Annots[" + "6 0 R ".repeat(1_000_000) + "]")
                    .put(6, "<</Type/Annot/Subtype/Widget/Rect[0 0 10 10]/AP<</N 7 0 R>>>>")
                    .put(7, HostilePdf.stream(LETTER, FORM + "/Resources<</Font<</F1 5 0 R>>>>"))));
  }

  private static Bomb pdf(String name, Builder builder) {
    return new Bomb(
        name,
        file -> {
          HostilePdf pdf = new HostilePdf();
          builder.build(pdf);
          pdf.write(file);
        });
  }

  private static void packedTwice(HostilePdf pdf) throws IOException {
    String once = new String(HostilePdf.deflated(" ", GIGABYTE), ISO_8859_1);
    pdf.put(CONTENT, HostilePdf.deflated(once, 1), "/Filter[/FlateDecode/FlateDecode]");
  }

  private static void deepPageTree(HostilePdf pdf) {
    int depth = 50_000;
    pdf.put(PAGES, "<</Type/Pages/Kids[10 0 R]/Count 1>>");
    for (int node = 10; node < 10 + depth; node++) {
      pdf.put(
          node,
          "<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>"
              .formatted(node < 9 + depth ? node + 1 : PAGE, node > 10 ? node - 1 : PAGES));
    }
  }

  private static void laughingPageTree(HostilePdf pdf) {
    pdf.put(PAGES, "<</Type/Pages/Kids[10 0 R]/Count 1>>");
    for (int node = 10; node < 40; node++) {
      int next = node < 39 ? node + 1 : PAGE;
      pdf.put(node, "<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>".formatted(next, next));
    }
  }

  private static void laughingForms(HostilePdf pdf) {
    pdf.page("", "/XObject<</X 10 0 R>>").put(CONTENT, HostilePdf.stream("/X Do", ""));
    for (int form = 10; form < 20; form++) {
      pdf.put(
          form,
          HostilePdf.stream(
              form < 19 ? "/X Do ".repeat(10) : LETTER,
              FORM + "/Resources<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>".formatted(form + 1)));
    }
  }

  private static void characters(HostilePdf pdf, String kind, String first) {
    String map =
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
            + "1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange "
            + "1 begin%s <00000000> <7FFFFFFF> %s end%s endcmap end end"
                .formatted(kind, first, kind);
    String encoding = kind.equals("cidrange") ? "6 0 R" : "/Identity-H";
    pdf.put(
            FONT,
            "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding %s/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>"
                .formatted(encoding))
        .put(6, HostilePdf.stream(map, "/Type/CMap/CMapName/X"))
        .put(
            7,
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/X"
                + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>")
        .put(CONTENT, HostilePdf.stream("BT /F1 12 Tf <00410042> Tj ET", ""));
  }

  private static void debris(Path file) throws IOException {
    byte[] piece =
        "1 0 obj <</A 1>> endobj trailer << /Root 1 0 R >>\n".repeat(10_000).getBytes(ISO_8859_1);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write("%PDF-1.7\n".getBytes(ISO_8859_1));
      for (int i = 0; i < 400; i++) {
        out.write(piece);
      }
    }
  }
}
