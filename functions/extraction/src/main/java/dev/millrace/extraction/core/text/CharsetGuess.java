package dev.millrace.extraction.core.text;

import java.nio.charset.Charset;
import java.util.Optional;

/// Guesses the charset of a text that is neither marked nor UTF-8 from the bytes that occur in it.
@FunctionalInterface
public interface CharsetGuess {
  /// {@return the likeliest charset, if there is one}
  ///
  /// @param sample bytes of the text, some of them not ASCII or an escape
  Optional<Charset> of(byte[] sample);
}
