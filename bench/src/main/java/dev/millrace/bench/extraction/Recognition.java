package dev.millrace.bench.extraction;

import dev.millrace.bench.Options;
import dev.millrace.bench.Report;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.detect.TikaContentDetector;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How often real files are taken for what they are: their kind, with their own names and with a
/// wrong one, and their charset.
final class Recognition implements Section {
  private static final int HEAD_BYTES = 64 * 1024;
  private static final String WRONG_NAME = "upload.pdf";
  private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";
  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";
  private static final String PROTECTED = "application/x-tika-ooxml-protected";

  /// One character in a thousand may differ: some charsets differ in a sign or two.
  private static final int DIFFERENCES = 1000;

  /// Extension → what a file with it may be told to be.
  private static final Map<String, List<String>> TYPES =
      Map.ofEntries(
          Map.entry("docx", List.of(OPEN_XML + "wordprocessingml.document", PROTECTED)),
          Map.entry("xlsx", List.of(OPEN_XML + "spreadsheetml.sheet", PROTECTED)),
          Map.entry("pptx", List.of(OPEN_XML + "presentationml.presentation")),
          Map.entry("odt", List.of(OPEN_DOCUMENT + "text")),
          Map.entry("ods", List.of(OPEN_DOCUMENT + "spreadsheet")),
          Map.entry("odp", List.of(OPEN_DOCUMENT + "presentation")),
          Map.entry("doc", List.of("application/msword")),
          Map.entry("xls", List.of("application/vnd.ms-excel")),
          Map.entry("ppt", List.of("application/vnd.ms-powerpoint")),
          Map.entry("msg", List.of("application/vnd.ms-outlook")),
          Map.entry("rtf", List.of("application/rtf")),
          Map.entry("html", List.of("text/html")),
          Map.entry("xml", List.of("application/xml", "text/html")),
          Map.entry("eml", List.of("message/rfc822")),
          Map.entry("csv", List.of("text/csv")),
          Map.entry("json", List.of("application/json")),
          Map.entry("zip", List.of("application/zip")),
          Map.entry("txt", List.of("text/plain")),
          Map.entry("md", List.of("text/markdown", "text/plain")),
          Map.entry("jpg", List.of("image/jpeg")),
          Map.entry("png", List.of("image/png")),
          Map.entry("pdf", List.of("application/pdf")));

  private final Charsets charsets = new Charsets(new ChardetGuess());

  @Override
  public String name() {
    return "recognition";
  }

  @Override
  public Report run(Options options, Path folder, PrintStream progress) throws IOException {
    if (options.corpora().isEmpty()) {
      progress.println("no " + Options.CORPORA + ": recognition of real files is not measured");
      return new Report(List.of(), List.of());
    }
    Path corpora = options.corpora().get();
    List<Table> tables = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    detection(corpora, tables, marks);
    charsets(corpora.resolve("chardet/tests"), tables, marks);
    return new Report(tables, marks);
  }

  /// PDFs would outnumber all other files, so that only those of one collection count.
  private void detection(Path corpora, List<Table> tables, List<Mark> marks) throws IOException {
    TikaContentDetector detector = new TikaContentDetector(charsets);
    Map<String, int[]> byExtension = new TreeMap<>();
    int[] all = new int[3];
    for (String line : Files.readAllLines(corpora.resolve("MANIFEST.tsv"))) {
      List<String> columns = List.of(line.split("\t", -1));
      String extension = columns.get(2).replace(".", "").toLowerCase(Locale.ROOT);
      Path file = corpora.resolve(columns.get(0));
      boolean counts = !extension.equals("pdf") || columns.get(1).equals("tika");
      List<String> types = TYPES.get(extension);
      if (types != null && counts && Files.exists(file)) {
        byte[] head = head(file);
        String name = String.valueOf(file.getFileName());
        int right = types.contains(detector.detect(head, name)) ? 1 : 0;
        int wrong = types.contains(detector.detect(head, WRONG_NAME)) ? 1 : 0;
        for (int[] counters :
            List.of(all, byExtension.computeIfAbsent(extension, unseen -> new int[3]))) {
          counters[0]++;
          counters[1] += right;
          counters[2] += wrong;
        }
      }
    }
    List<List<Object>> rows = new ArrayList<>();
    byExtension.forEach((extension, c) -> rows.add(List.of(extension, c[0], c[1], c[2])));
    tables.add(
        new Table(
            "Kinds told right, of %d real files".formatted(all[0]),
            List.of("extension", "files", "with their names", "with a wrong name"),
            rows));
    marks.add(Mark.atLeast(0.95, "kinds told right by name", all[1] / (double) all[0], ""));
    marks.add(Mark.atLeast(0.93, "with a wrong name", all[2] / (double) all[0], ""));
  }

  private void charsets(Path tests, List<Table> tables, List<Mark> marks) throws IOException {
    int files = 0;
    int right = 0;
    List<List<Object>> misses = new ArrayList<>();
    try (Stream<Path> all = Files.walk(tests, 2)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        Optional<Charset> truth = truth(tests.relativize(file).getName(0).toString());
        if (truth.isPresent()) {
          files++;
          Optional<Charset> found = charsets.of(file);
          if (found.isPresent() && readsEqual(head(file), truth.get(), found.get())) {
            right++;
          } else {
            misses.add(
                List.of(
                    String.valueOf(file.getFileName()),
                    truth.get().name(),
                    found.map(Charset::name).orElse("no text")));
          }
        }
      }
    }
    tables.add(
        new Table(
            "Charsets told wrong, of %d real files".formatted(files),
            List.of("file", "is", "was taken for"),
            misses));
    marks.add(Mark.atLeast(0.95, "charsets told right", right / (double) files, ""));
  }

  /// {@return the charset that a folder's name tells, with or without a language}
  private static Optional<Charset> truth(String folder) {
    String name =
        switch (folder) {
          case "CP932" -> "windows-31j";
          case "EUC-TW", "MacCyrillic", "MacRoman", "Johab" -> "x-" + folder;
          case "utf-8-sig" -> "utf-8";
          default -> folder.replaceFirst("^((?:iso|windows)-[\\d-]*\\d)-[a-z]{3,}$", "$1");
        };
    return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
  }

  private static boolean readsEqual(byte[] bytes, Charset one, Charset other) {
    String expected = new String(bytes, one).replace("\uFEFF", "");
    String read = new String(bytes, other).replace("\uFEFF", "");
    if (expected.length() != read.length()) {
      return false;
    }
    int different = 0;
    for (int i = 0; i < read.length(); i++) {
      different += read.charAt(i) == expected.charAt(i) ? 0 : 1;
    }
    return different * DIFFERENCES <= read.length();
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.readNBytes(HEAD_BYTES);
    }
  }
}
