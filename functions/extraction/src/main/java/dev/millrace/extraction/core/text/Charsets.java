package dev.millrace.extraction.core.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the charset of a text: its byte order mark, else UTF-8 where every byte fits, else
/// windows-1252, in which nearly every byte means something.
public final class Charsets {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int BUFFER_CHARS = 32 * 1024;

  private Charsets() {}

  /// {@return the charset that the file is written in, or empty if a NUL tells that it is no text}
  /// Reads the whole file: a single byte near its end can tell windows-1252 from UTF-8.
  ///
  /// @throws IOException when the file cannot be read
  public static Optional<Charset> of(Path file) throws IOException {
    Optional<ByteOrderMark> mark;
    try (InputStream bytes = Files.newInputStream(file)) {
      mark = ByteOrderMark.of(bytes.readNBytes(ByteOrderMark.MAX_LENGTH));
    }
    if (mark.isPresent()) {
      Charset charset = mark.get().charset();
      return holdsNul(file, lenient(charset)) ? Optional.empty() : Optional.of(charset);
    }
    try {
      return holdsNul(file, strict(UTF_8)) ? Optional.empty() : Optional.of(UTF_8);
    } catch (CharacterCodingException e) {
      return holdsNul(file, lenient(WINDOWS_1252)) ? Optional.empty() : Optional.of(WINDOWS_1252);
    }
  }

  /// {@return the bytes as text, without their byte order mark}
  ///
  /// @param bytes the text's bytes from the first on
  /// @param charset the charset they are written in
  /// @throws IOException when the first bytes cannot be read
  public static Reader reader(InputStream bytes, Charset charset) throws IOException {
    InputStream markable = new BufferedInputStream(bytes);
    markable.mark(ByteOrderMark.MAX_LENGTH);
    Optional<ByteOrderMark> mark = ByteOrderMark.of(markable.readNBytes(ByteOrderMark.MAX_LENGTH));
    markable.reset();
    if (mark.isPresent()) {
      markable.skipNBytes(mark.get().length());
    }
    return new InputStreamReader(markable, charset);
  }

  /// {@return the first bytes of a text as characters, read as UTF-8 where they bear no mark}
  public static String decodeHead(byte[] head) {
    return ByteOrderMark.of(head)
        .map(mark -> new String(head, mark.length(), head.length - mark.length(), mark.charset()))
        .orElseGet(() -> new String(head, UTF_8));
  }

  private static boolean holdsNul(Path file, CharsetDecoder decoder) throws IOException {
    char[] buffer = new char[BUFFER_CHARS];
    try (Reader reader = new InputStreamReader(Files.newInputStream(file), decoder)) {
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

  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static CharsetDecoder lenient(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }
}
