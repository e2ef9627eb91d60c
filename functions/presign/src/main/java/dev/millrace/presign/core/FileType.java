package dev.millrace.presign.core;

import dev.millrace.upload.Kind;
import java.util.Optional;
import java.util.Set;

/// What a file is declared to be.
record FileType(Kind kind, String contentType) {
  /// What clients say when they do not know: nothing, "some bytes", or, for a CSV file on a
  /// computer with a spreadsheet program, the type of that program's own files.
  private static final Set<String> UNTOLD =
      Set.of("", "application/octet-stream", "application/vnd.ms-excel");

  /// {@return what the content type tells, or else the filename's extension; empty if it is a kind
  /// that is not taken}
  static Optional<FileType> of(String contentType, String filename) {
    Optional<String> told =
        UNTOLD.contains(contentType) ? Kind.contentTypeOf(filename) : Optional.of(contentType);
    return told.flatMap(type -> Kind.ofContentType(type).map(kind -> new FileType(kind, type)));
  }
}
