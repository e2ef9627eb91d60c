package dev.millrace.extraction.detect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Tells what a zip is by the names of its first entries, and by those that exist to tell it.
final class ZipContent {
  private static final String ZIP = "application/zip";
  private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";
  private static final String DOCX = OPEN_XML + "wordprocessingml.document";
  private static final String XLSX = OPEN_XML + "spreadsheetml.sheet";
  private static final String PPTX = OPEN_XML + "presentationml.presentation";
  private static final int MAX_ENTRIES = 200;
  private static final int MAX_TOLD_BYTES = 16 * 1024;

  /// The folder of each kind's own parts.
  private static final Map<String, String> BY_FOLDER =
      inOrder("word/", DOCX, "xl/", XLSX, "ppt/", PPTX, "OEBPS/", "application/epub+zip");

  /// What `[Content_Types].xml` calls the main part.
  private static final Map<String, String> BY_MAIN_PART =
      inOrder(
          "wordprocessingml.document.main",
          DOCX,
          "wordprocessingml.template.main",
          OPEN_XML + "wordprocessingml.template",
          "word.document.macroEnabled.main",
          "application/vnd.ms-word.document.macroenabled.12",
          "spreadsheetml.sheet.main",
          XLSX,
          "spreadsheetml.template.main",
          OPEN_XML + "spreadsheetml.template",
          "excel.sheet.macroEnabled.main",
          "application/vnd.ms-excel.sheet.macroenabled.12",
          "excel.sheet.binary.macroEnabled.main",
          "application/vnd.ms-excel.sheet.binary.macroenabled.12",
          "presentationml.presentation.main",
          PPTX,
          "presentationml.slideshow.main",
          OPEN_XML + "presentationml.slideshow",
          "presentationml.template.main",
          OPEN_XML + "presentationml.template",
          "powerpoint.presentation.macroEnabled.main",
          "application/vnd.ms-powerpoint.presentation.macroenabled.12");

  private ZipContent() {}

  /// {@return the media type of a zip that begins with `head`}
  static String of(byte[] head) {
    String byFolder = null;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(head))) {
      for (int i = 0; i < MAX_ENTRIES; i++) {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null) {
          break;
        }
        String name = entry.getName();
        Optional<String> told =
            switch (name) {
              case "mimetype" -> Optional.of(text(zip, US_ASCII).strip());
              case "[Content_Types].xml" -> match(text(zip, UTF_8), BY_MAIN_PART, false);
              case "META-INF/container.xml" -> Optional.of("application/epub+zip");
              case "META-INF/MANIFEST.MF" -> Optional.of("application/java-archive");
              default -> Optional.empty();
            };
        if (told.isPresent() && !told.get().isEmpty()) {
          return told.get();
        }
        if (byFolder == null) {
          byFolder = match(name, BY_FOLDER, true).orElse(null);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // the head ends inside an entry, or the zip is broken: what has been seen must do
    }
    return byFolder == null ? ZIP : byFolder;
  }

  private static String text(ZipInputStream entry, Charset charset) throws IOException {
    return new String(entry.readNBytes(MAX_TOLD_BYTES), charset);
  }

  private static Optional<String> match(String text, Map<String, String> types, boolean atStart) {
    return types.entrySet().stream()
        .filter(type -> atStart ? text.startsWith(type.getKey()) : text.contains(type.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, String> inOrder(String... keysAndTypes) {
    Map<String, String> types = new LinkedHashMap<>();
    for (int i = 0; i < keysAndTypes.length; i += 2) {
      types.put(keysAndTypes[i], keysAndTypes[i + 1]);
    }
    return types;
  }
}
