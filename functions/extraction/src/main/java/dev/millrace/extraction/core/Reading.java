package dev.millrace.extraction.core;

/// How the reading of a document ended.
public sealed interface Reading {
  /// It was read to its end.
  record Done(DocumentProperties properties) implements Reading {}

  /// It was read for as long as its sink wanted pages, or until the deadline.
  record Stopped() implements Reading {}

  /// It cannot be read.
  ///
  /// @param detail for the log; never shown to users
  record Refused(Failure failure, String detail) implements Reading {}
}
