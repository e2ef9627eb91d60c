package dev.millrace.bench.extraction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/// A PDF under construction whose objects may say anything. It begins as one page that says hello:
/// 1 is the catalogue, 2 the page tree, 3 the page, 4 its content, 5 its font.
final class HostilePdf {
  static final int PAGES = 2;
  static final int PAGE = 3;
  static final int CONTENT = 4;
  static final int FONT = 5;

  private static final String FONTS = "/Font<</F1 5 0 R>>";

  private final Map<Integer, byte[]> objects = new TreeMap<>();
  private String trailer = "";

  HostilePdf() {
    put(1, "<</Type/Catalog/Pages 2 0 R>>");
    put(PAGES, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    page("");
    put(CONTENT, stream("BT /F1 12 Tf 72 720 Td (Hello) Tj ET", ""));
    put(FONT, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  }

  /// Sets an object.
  HostilePdf put(int number, String object) {
    objects.put(number, object.getBytes(ISO_8859_1));
    return this;
  }

  /// Sets an object to a stream of bytes.
  HostilePdf put(int number, byte[] content, String entries) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.writeBytes(
        "<</Length %d%s>>\nstream\n".formatted(content.length, entries).getBytes(ISO_8859_1));
    object.writeBytes(content);
    object.writeBytes("\nendstream".getBytes(ISO_8859_1));
    objects.put(number, object.toByteArray());
    return this;
  }

  /// Sets the content to a text so many times, packed.
  HostilePdf content(String text, long times) throws IOException {
    return packed(CONTENT, text, times, "");
  }

  /// Sets an object to a stream of a text so many times, packed.
  HostilePdf packed(int number, String text, long times, String entries) throws IOException {
    return put(number, deflated(text, times), "/Filter/FlateDecode" + entries);
  }

  /// Gives the page more entries.
  HostilePdf page(String entries) {
    return page(entries, "");
  }

  /// Gives the page more entries, and its resources too.
  HostilePdf page(String entries, String resources) {
    return put(
        PAGE,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<%s%s>>%s>>"
            .formatted(FONTS, resources, entries));
  }

  /// Gives the trailer more entries.
  HostilePdf trailer(String entries) {
    trailer = entries;
    return this;
  }

  /// {@return a stream object}
  static String stream(String content, String entries) {
    return "<</Length %d%s>>\nstream\n%s\nendstream".formatted(content.length(), entries, content);
  }

  /// {@return a text so many times, packed}
  static byte[] deflated(String text, long times) throws IOException {
    int atOnce = (int) Math.min(times, Math.max(1, (1 << 20) / text.length()));
    byte[] block = text.repeat(atOnce).getBytes(ISO_8859_1);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(packed)) {
      long left = times * text.length();
      for (; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return packed.toByteArray();
  }

  /// Writes the file, with a table that tells where its objects are.
  Path write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes("%PDF-1.7\n".getBytes(ISO_8859_1));
      Map<Integer, Integer> offsets = new TreeMap<>();
      objects.forEach((number, object) -> {
        offsets.put(number, bytes.size());
        bytes.writeBytes((number + " 0 obj\n").getBytes(ISO_8859_1));
        bytes.writeBytes(object);
        bytes.writeBytes("\nendobj\n".getBytes(ISO_8859_1));
      });
      int size = ((TreeMap<Integer, byte[]>) objects).lastKey() + 1;
      int table = bytes.size();
      StringBuilder tail = new StringBuilder("xref\n0 " + size + "\n0000000000 65535 f \n");
      for (int number = 1; number < size; number++) {
        Integer offset = offsets.get(number);
        tail.append(
            offset == null ? "0000000000 00000 f \n" : "%010d 00000 n \n".formatted(offset));
      }
      tail.append("trailer\n<</Size %d/Root 1 0 R%s>>\n".formatted(size, trailer));
      tail.append("startxref\n%d\n%%%%EOF\n".formatted(table));
      bytes.writeBytes(tail.toString().getBytes(ISO_8859_1));
      bytes.writeTo(out);
    }
    return file;
  }
}
