package dev.millrace.extraction.core.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_32BE;
import static java.nio.charset.StandardCharsets.UTF_32LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CharsetsTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final String TEXT = "Stra\u00DFe, \u20AC 3,50";

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("marked")
  void aByteOrderMarkDecides(Charset charset) throws IOException {
    byte[] bytes = ("\uFEFF" + TEXT).getBytes(charset);

    assertThat(Charsets.of(file(bytes))).contains(charset);
    assertThat(read(bytes, charset)).isEqualTo(TEXT);
    assertThat(Charsets.decodeHead(bytes)).isEqualTo(TEXT);
  }

  static Stream<Charset> marked() {
    return Stream.of(UTF_8, UTF_16BE, UTF_16LE, UTF_32BE, UTF_32LE);
  }

  @Test
  void whatFitsUtf8IsUtf8() throws IOException {
    assertThat(Charsets.of(file(TEXT.getBytes(UTF_8)))).contains(UTF_8);
    assertThat(Charsets.of(file(new byte[0]))).contains(UTF_8);
  }

  @Test
  void oneStrayByteAtTheEndMakesItWindows1252() throws IOException {
    byte[] bytes = ("a".repeat(100_000) + "\u00E9").getBytes(ISO_8859_1);

    assertThat(Charsets.of(file(bytes))).contains(WINDOWS_1252);
    assertThat(read(bytes, WINDOWS_1252)).endsWith("a\u00E9");
  }

  @Test
  void aNulTellsThatItIsNoText() throws IOException {
    assertThat(Charsets.of(file(new byte[] {'a', 0, 'b'}))).isEmpty();
    assertThat(Charsets.of(file(new byte[] {'a', (byte) 0xE9, 'b', 0}))).isEmpty();
    assertThat(Charsets.of(file("\uFEFFa\0b".getBytes(UTF_16LE)))).isEmpty();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("text"), bytes);
  }

  private static String read(byte[] bytes, Charset charset) throws IOException {
    try (Reader reader = Charsets.reader(new ByteArrayInputStream(bytes), charset)) {
      return reader.readAllAsString();
    }
  }
}
