package dev.millrace.extraction.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;

class ContentBytesTest {
  @Test
  void looksAheadAndGoesBack() throws IOException {
    RandomAccessRead content = whole("(mill)".getBytes(StandardCharsets.US_ASCII));
    byte[] two = new byte[2];

    assertThat(content.peek()).isEqualTo('(');
    assertThat(content.read()).isEqualTo('(');
    assertThat(content.read(two)).isEqualTo(2);
    assertThat(two).asString(StandardCharsets.US_ASCII).isEqualTo("mi");
    content.rewind(2);
    assertThat(content.getPosition()).isEqualTo(1);
    assertThatThrownBy(() -> content.rewind(2)).isInstanceOf(IOException.class);
  }

  @Test
  void endsWhereTheContentDoes() throws IOException {
    RandomAccessRead content = whole(new byte[100_000]);

    content.seek(100_000);

    assertThat(content.length()).isEqualTo(100_000);
    assertThat(content.isEOF()).isTrue();
    assertThat(content.peek()).isEqualTo(-1);
    assertThat(content.read()).isEqualTo(-1);
    assertThat(content.read(new byte[1])).isEqualTo(-1);
  }

  @Test
  void keepsNoMoreThanItMay() throws IOException {
    assertThat(whole(new byte[ContentBytes.MOST - 1]).length()).isEqualTo(ContentBytes.MOST - 1);
    assertThat(ContentBytes.of(new RandomAccessReadBuffer(new byte[ContentBytes.MOST]))).isEmpty();
  }

  private static RandomAccessRead whole(byte[] bytes) throws IOException {
    return ContentBytes.of(new RandomAccessReadBuffer(bytes)).orElseThrow();
  }
}
