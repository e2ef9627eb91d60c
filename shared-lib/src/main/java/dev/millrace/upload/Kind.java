package dev.millrace.upload;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A family of files with one size limit and one way through the pipeline.
public enum Kind {
  PDF(List.of("application/pdf"), List.of("pdf")),
  CSV(List.of("text/csv", "text/tab-separated-values"), List.of("csv", "tsv")),
  TEXT(List.of("text/plain", "text/markdown"), List.of("txt", "text", "md", "log")),
  IMAGE(List.of("image/jpeg", "image/png"), List.of("jpg", "jpeg", "png"));

  private final List<String> contentTypes;
  private final List<String> extensions;

  Kind(List<String> contentTypes, List<String> extensions) {
    this.contentTypes = contentTypes;
    this.extensions = extensions;
  }

  /// {@return the content types of this kind, the usual one first}
  public List<String> contentTypes() {
    return contentTypes;
  }

  /// {@return the file extensions of this kind, lower case, without a dot}
  public List<String> extensions() {
    return extensions;
  }

  /// {@return what its run has to do before the upload is complete}
  public Set<Stage> stages() {
    return this == IMAGE
        ? EnumSet.of(Stage.CLASSIFYING)
        : EnumSet.of(Stage.EXTRACTING, Stage.CHUNKING, Stage.EMBEDDING, Stage.SUMMARIZING);
  }

  /// {@return the kind of a content type, parameters such as a charset apart}
  public static Optional<Kind> ofContentType(String contentType) {
    String essence = essence(contentType);
    return Arrays.stream(values()).filter(kind -> kind.contentTypes.contains(essence)).findFirst();
  }

  /// {@return the kind that a file's extension tells}
  public static Optional<Kind> ofFilename(String filename) {
    String extension = filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> kind.extensions.contains(extension)).findFirst();
  }

  private static String essence(String contentType) {
    int parameters = contentType.indexOf(';');
    return (parameters < 0 ? contentType : contentType.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
