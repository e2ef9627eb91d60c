package dev.millrace.upload;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A family of files with one size limit and one way through the pipeline.
public enum Kind {
  PDF(new Format("application/pdf", "pdf")),
  CSV(new Format("text/csv", "csv"), new Format("text/tab-separated-values", "tsv")),
  TEXT(
      new Format("text/plain", "txt", "text", "log"),
      new Format("text/markdown", "md"),
      new Format("application/json", "json"),
      new Format("application/xml", "xml"),
      new Format("text/xml")),
  HTML(new Format("text/html", "html", "htm")),
  OFFICE(
      new Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
      new Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
      new Format(
          "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
      new Format("application/vnd.oasis.opendocument.text", "odt"),
      new Format("application/vnd.oasis.opendocument.spreadsheet", "ods"),
      new Format("application/vnd.oasis.opendocument.presentation", "odp"),
      new Format("application/rtf", "rtf"),
      new Format("text/rtf"),
      new Format("application/epub+zip", "epub")),
  EMAIL(new Format("message/rfc822", "eml")),
  LEGACY_OFFICE(
      new Format("application/msword", "doc"),
      new Format("application/vnd.ms-excel", "xls"),
      new Format("application/vnd.ms-powerpoint", "ppt"),
      new Format("application/vnd.ms-outlook", "msg")),
  IMAGE(
      new Format("image/jpeg", "jpg", "jpeg"),
      new Format("image/png", "png"),
      new Format("image/webp", "webp"),
      new Format("image/gif", "gif"));

  /// What stands for a document of today's Office programs that a password protects: until it is
  /// opened, nobody can tell which kind it is.
  public static final String ENCRYPTED_OFFICE = "application/x-tika-ooxml-protected";

  private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";

  private final List<Format> formats;

  Kind(Format... formats) {
    this.formats = List.of(formats);
  }

  private record Format(String contentType, List<String> extensions) {
    Format(String contentType, String... extensions) {
      this(contentType, List.of(extensions));
    }
  }

  /// {@return the content types of this kind, the usual one first}
  public List<String> contentTypes() {
    return formats.stream().map(Format::contentType).toList();
  }

  /// {@return the file extensions of this kind, lower case, without a dot}
  public List<String> extensions() {
    return formats.stream().flatMap(format -> format.extensions().stream()).toList();
  }

  /// {@return what its run has to do before the upload is complete}
  public Set<Stage> stages() {
    return this == IMAGE
        ? EnumSet.of(Stage.CLASSIFYING)
        : EnumSet.of(Stage.EXTRACTING, Stage.CHUNKING, Stage.EMBEDDING, Stage.SUMMARIZING);
  }

  /// {@return whether a file of this kind may look like one of the other: all CSV is text, and any
  /// text may be CSV}
  public boolean mayBe(Kind other) {
    return this == other || (isText() && other.isText());
  }

  boolean isText() {
    return this == CSV || this == TEXT;
  }

  /// {@return the kind of a content type, parameters such as a charset apart}
  public static Optional<Kind> ofContentType(String contentType) {
    String essence = essence(contentType);
    return Arrays.stream(values())
        .filter(kind -> kind.contentTypes().contains(essence))
        .findFirst();
  }

  /// {@return the kind that a file's extension tells}
  public static Optional<Kind> ofFilename(String filename) {
    return contentTypeOf(filename).flatMap(Kind::ofContentType);
  }

  /// {@return the content type that a file's extension tells}
  public static Optional<String> contentTypeOf(String filename) {
    int dot = filename.lastIndexOf('.');
    String extension = dot < 0 ? "" : filename.substring(dot + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .flatMap(kind -> kind.formats.stream())
        .filter(format -> format.extensions().contains(extension))
        .map(Format::contentType)
        .findFirst();
  }

  /// {@return the content type that stands for all names of a format}
  static String standard(String contentType) {
    String essence = essence(contentType);
    return essence.equals("text/rtf") ? "application/rtf" : essence;
  }

  /// {@return whether a document of a content type may be protected by a password so that nothing
  /// of its kind shows}
  static boolean mayBeEncryptedOffice(String contentType) {
    return essence(contentType).startsWith(OPEN_XML);
  }

  /// {@return a content type without its parameters, lower case}
  public static String essence(String contentType) {
    int parameters = contentType.indexOf(';');
    return (parameters < 0 ? contentType : contentType.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
