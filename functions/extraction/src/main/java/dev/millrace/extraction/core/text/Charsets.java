package dev.millrace.extraction.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the charset of a text: its byte order mark, else UTF-8 where every byte fits, else UTF-16
/// or 32 by its zeros, else the best guess.
public final class Charsets {
  private static final Charset LAST_RESORT = Charset.forName("windows-1252");
  private static final int SAMPLE_BYTES = 64 * 1024;

  private final CharsetGuess guess;

  public Charsets(CharsetGuess guess) {
    this.guess = guess;
  }

  /// {@return the charset that the file is written in, or empty if a NUL tells that it is no text}
  /// Reads the whole file: a single byte near its end can tell another charset from UTF-8.
  ///
  /// @throws IOException when the file cannot be read
  public Optional<Charset> of(Path file) throws IOException {
    byte[] head;
    try (InputStream bytes = Files.newInputStream(file)) {
      head = bytes.readNBytes(SAMPLE_BYTES);
    }
    Optional<Charset> wide =
        ByteOrderMark.of(head).map(ByteOrderMark::charset).or(() -> WideCharsets.of(head));
    if (wide.isPresent() && !wide.get().equals(UTF_8)) {
      return holdsNul(file, wide.get()) ? Optional.empty() : wide;
    }
    Utf8Check.Finding finding = Utf8Check.of(file);
    if (finding.nul()) {
      return Optional.empty();
    }
    if (finding.valid() && !finding.escapes()) {
      return Optional.of(UTF_8);
    }
    Optional<Charset> guessed = guess.of(sample(file, finding.firstUnusual()));
    return finding.valid()
        ? guessed.or(() -> Optional.of(UTF_8))
        : Optional.of(guessed.orElse(LAST_RESORT));
  }

  /// {@return the charset of a text by its first bytes alone}
  public Charset ofHead(byte[] head) {
    Optional<Charset> wide =
        ByteOrderMark.of(head).map(ByteOrderMark::charset).or(() -> WideCharsets.of(head));
    if (wide.isPresent()) {
      return wide.get();
    }
    Utf8Check check = new Utf8Check();
    check.update(head, head.length);
    Utf8Check.Finding finding = check.finding();
    boolean valid = finding.valid() || finding.torn();
    return valid && !finding.escapes() ? UTF_8 : guess.of(head).orElse(valid ? UTF_8 : LAST_RESORT);
  }

  /// {@return the first bytes of a text as characters}
  public String decodeHead(byte[] head) {
    int mark = ByteOrderMark.of(head).map(ByteOrderMark::length).orElse(0);
    return new String(head, mark, head.length - mark, ofHead(head));
  }

  /// {@return the bytes as text, without their byte order mark}
  ///
  /// @param bytes the text's bytes from the first on
  /// @param charset the charset they are written in
  /// @throws IOException when the first bytes cannot be read
  public static Reader reader(InputStream bytes, Charset charset) throws IOException {
    InputStream markable = new BufferedInputStream(bytes, SAMPLE_BYTES);
    markable.mark(ByteOrderMark.MAX_LENGTH);
    Optional<ByteOrderMark> mark = ByteOrderMark.of(markable.readNBytes(ByteOrderMark.MAX_LENGTH));
    markable.reset();
    if (mark.isPresent()) {
      markable.skipNBytes(mark.get().length());
    }
    return new InputStreamReader(markable, charset);
  }

  private static byte[] sample(Path file, long from) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      bytes.skipNBytes(Math.max(0, from - SAMPLE_BYTES / 8));
      return bytes.readNBytes(SAMPLE_BYTES);
    }
  }

  private static boolean holdsNul(Path file, Charset charset) throws IOException {
    char[] buffer = new char[SAMPLE_BYTES];
    try (Reader reader = new InputStreamReader(Files.newInputStream(file), charset)) {
      for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\0') {
            return true;
          }
        }
      }
      return false;
    }
  }
}
