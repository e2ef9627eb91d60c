package dev.millrace.bench.heavy.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/// Tables, texts and mails.
final class TextFiles {
  private static final int WORDS_OF_PARAGRAPH = 120;

  /// Base 64 makes four bytes of three, and lines of 76.
  private static final double ATTACHED = 0.73;

  private TextFiles() {}

  static void csv(OutputStream out, Filler filler, long bytes) throws IOException {
    print(out, "id,station,level,remark\n");
    int row = 0;
    for (long left = bytes; left > 0; row++) {
      String start =
          "%d,station %d,%d.%02d,".formatted(row, filler.below(500), filler.below(9), row % 100);
      print(out, start);
      left -= start.length() + filler.words(out, 12) + 1;
      out.write('\n');
    }
  }

  static void text(OutputStream out, Filler filler, long bytes) throws IOException {
    for (long left = bytes; left > 0; left -= 2) {
      left -= filler.words(out, WORDS_OF_PARAGRAPH);
      print(out, "\n\n");
    }
  }

  static void email(OutputStream out, Filler filler, long bytes) throws IOException {
    print(
        out,
        """
        From: miller@example.com
        To: baker@example.com
        Subject: Pictures of the mill, number %d
        Date: Mon, 23 Nov 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="mill"

        --mill
        Content-Type: text/plain; charset=us-ascii

        """
            .formatted(filler.below(1_000_000)));
    filler.words(out, WORDS_OF_PARAGRAPH);
    print(
        out,
        """

        --mill
        Content-Type: application/octet-stream
        Content-Disposition: attachment; filename="pictures.bin"
        Content-Transfer-Encoding: base64

        """);
    try (OutputStream attached = Base64.getMimeEncoder().wrap(new Unclosed(out))) {
      filler.noise(attached, (long) (bytes * ATTACHED));
    }
    print(out, "\n--mill--\n");
  }

  private static void print(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
  }

  /// An encoder's end is not the file's.
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
