package dev.millrace.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignatureDetectorTest {
  private final SignatureDetector detector = new SignatureDetector();

  @Test
  void theFirstBytesDecide() {
    assertThat(detect("\u0089PNG\r\n\u001a\n....")).isEqualTo("image/png");
    assertThat(detect("\u00ff\u00d8\u00ff\u00e0")).isEqualTo("image/jpeg");
    assertThat(detect("RIFF....WEBPVP8 ")).isEqualTo("image/webp");
    assertThat(detect("%PDF-1.7")).isEqualTo("application/pdf");
    assertThat(detect("hello")).isEqualTo("application/octet-stream");
    assertThat(detect("")).isEqualTo("application/octet-stream");
  }

  private String detect(String head) {
    return detector.detect(head.getBytes(StandardCharsets.ISO_8859_1), "photo.png");
  }
}
