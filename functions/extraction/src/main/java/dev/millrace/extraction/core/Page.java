package dev.millrace.extraction.core;

/// One page of a document, or what stands for a page in kinds that have none: a block of rows or
/// lines.
public sealed interface Page {
  /// {@return the page's number, from 1}
  int number();

  /// {@return the length of its text in UTF-16 units}
  int length();

  /// A page that was read; it may be blank.
  record Read(int number, String text) implements Page {
    @Override
    public int length() {
      return text.length();
    }
  }

  /// A page that was given up, and why.
  record Unread(int number, PageFailure failure) implements Page {
    @Override
    public int length() {
      return 0;
    }
  }
}
