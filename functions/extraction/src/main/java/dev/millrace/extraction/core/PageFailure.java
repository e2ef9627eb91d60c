package dev.millrace.extraction.core;

import java.util.Locale;

/// Why a page was given up while the rest of its document was read.
public enum PageFailure {
  /// Its content is broken.
  PAGE_UNREADABLE,
  /// It draws more than any page that people read.
  PAGE_TOO_COMPLEX,
  /// It took longer than a page may take.
  PAGE_TOO_SLOW,
  /// Reading it has killed its readers.
  PAGE_POISONOUS;

  /// {@return the stable code that results and warnings carry}
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
