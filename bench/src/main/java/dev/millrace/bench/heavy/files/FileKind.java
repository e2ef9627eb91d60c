package dev.millrace.bench.heavy.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The kinds of files that can be written.
public enum FileKind {
  PDF("pdf", "application/pdf", PdfFile::write),
  DOCX(
      "docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      ZipFiles::docx),
  XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZipFiles::xlsx),
  PPTX(
      "pptx",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      ZipFiles::pptx),
  ODT("odt", "application/vnd.oasis.opendocument.text", ZipFiles::odt),
  EPUB("epub", "application/epub+zip", ZipFiles::epub),
  CSV("csv", "text/csv", TextFiles::csv),
  TEXT("txt", "text/plain", TextFiles::text),
  EMAIL("eml", "message/rfc822", TextFiles::email),
  IMAGE("png", "image/png", PngFile::write);

  private static final int BUFFER = 1 << 16;

  private final String extension;
  private final String contentType;
  private final Writer writer;

  FileKind(String extension, String contentType, Writer writer) {
    this.extension = extension;
    this.contentType = contentType;
    this.writer = writer;
  }

  /// Writes one file of about that many bytes.
  @FunctionalInterface
  interface Writer {
    void write(OutputStream out, Filler filler, long bytes) throws IOException;
  }

  /// {@return the extension of its files' names, without a dot}
  public String extension() {
    return extension;
  }

  /// {@return the media type of its files}
  public String contentType() {
    return contentType;
  }

  /// Writes a file.
  ///
  /// @param seed equal for equal content
  /// @param bytes about how many it shall have
  public void write(Path file, long seed, long bytes) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      writer.write(out, new Filler(seed), bytes);
    }
  }
}
