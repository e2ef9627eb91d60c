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

  /// {@return what the content type tells, or else the filename's extension; empty if it is none of
  /// the types that are taken}
  static Optional<FileType> of(String contentType, String filename, Set<String> taken) {
    Optional<String> told =
        UNTOLD.contains(contentType) ? Kind.contentTypeOf(filename) : Optional.of(contentType);
    return told.filter(type -> taken.contains(Kind.essence(type)))
        .flatMap(type -> Kind.ofContentType(type).map(kind -> new FileType(kind, type)));
  }

  /// {@return whether the filename's extension is that of another kind of file}
  boolean contradicts(String filename) {
    return Kind.ofFilename(filename).filter(other -> !kind.mayBe(other)).isPresent();
  }
}
