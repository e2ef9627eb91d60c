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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetsTest {
  private static final Charset GUESSED = Charset.forName("windows-1250");
  private static final String TEXT = "Stra\u00DFe, \u20AC 3,50";

  private final Charsets charsets = new Charsets(sample -> Optional.of(GUESSED));

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("marked")
  void aByteOrderMarkDecides(Charset charset) throws IOException {
    byte[] bytes = ("\uFEFF" + TEXT).getBytes(charset);

    assertThat(charsets.of(file(bytes))).contains(charset);
    assertThat(read(bytes, charset)).isEqualTo(TEXT);
    assertThat(charsets.decodeHead(bytes)).isEqualTo(TEXT);
  }

  static Stream<Charset> marked() {
    return Stream.of(UTF_8, UTF_16BE, UTF_16LE, UTF_32BE, UTF_32LE);
  }

  @Test
  void whatFitsUtf8IsUtf8() throws IOException {
    assertThat(charsets.of(file(TEXT.getBytes(UTF_8)))).contains(UTF_8);
    assertThat(charsets.of(file(new byte[0]))).contains(UTF_8);
  }

  @Test
  void oneStrayByteAtTheEndIsNotUtf8() throws IOException {
    byte[] bytes = ("a".repeat(100_000) + "\u00E9").getBytes(ISO_8859_1);

    assertThat(charsets.of(file(bytes))).contains(GUESSED);
    assertThat(read(bytes, GUESSED)).endsWith("a\u00E9");
  }

  @Test
  void aNulTellsThatItIsNoText() throws IOException {
    assertThat(charsets.of(file(new byte[] {'a', 0, 'b'}))).isEmpty();
    assertThat(charsets.of(file(new byte[] {'a', (byte) 0xE9, 'b', 0}))).isEmpty();
    assertThat(charsets.of(file("\uFEFFa\0b".getBytes(UTF_16LE)))).isEmpty();
  }

  @Test
  void zerosTellWideCharactersWithoutAMark() throws IOException {
    for (Charset wide : List.of(UTF_16BE, UTF_16LE, UTF_32BE, UTF_32LE)) {
      assertThat(charsets.of(file(TEXT.repeat(9).getBytes(wide)))).contains(wide);
    }
  }

  @Test
  void whatIsTornInTheHeadIsStillUtf8() {
    byte[] bytes = "Stra\u00DFe".getBytes(UTF_8);

    assertThat(charsets.ofHead(Arrays.copyOf(bytes, 5))).isEqualTo(UTF_8);
    assertThat(charsets.ofHead("Stra\u00DFe".getBytes(ISO_8859_1))).isEqualTo(GUESSED);
  }

  @Test
  void whatNobodyCanGuessIsWindows1252() throws IOException {
    assertThat(new Charsets(sample -> Optional.empty()).of(file(TEXT.getBytes(ISO_8859_1))))
        .contains(Charset.forName("windows-1252"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C080",
        "E08080",
        "EDA080",
        "F0808080",
        "F4908080",
        "FF",
        "80",
        "C3",
        "E282",
        "C341"
      })
  void whatUtf8ForbidsIsNotUtf8(String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex("61".repeat(13) + hex);

    assertThat(charsets.of(file(bytes))).contains(GUESSED);
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
