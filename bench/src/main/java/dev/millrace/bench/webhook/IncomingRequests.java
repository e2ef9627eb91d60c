package dev.millrace.bench.webhook;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// The HTTP requests that come over one connection, read with as little work as possible.
final class IncomingRequests {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;
  private String head = "";

  /// @param in whose requests have at most 64 KiB each
  IncomingRequests(InputStream in) {
    this.in = in;
  }

  /// {@return whether a further request came}
  boolean next() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    int headEnd = headEnd(0);
    while (headEnd < 0) {
      int from = Math.max(0, end - HEAD_END.length);
      if (!fill()) {
        return false;
      }
      headEnd = headEnd(from);
    }
    head = new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    start = headEnd + Integer.parseInt(header("content-length"));
    while (end < start) {
      if (!fill()) {
        throw new EOFException();
      }
    }
    return true;
  }

  /// {@return the value of a header of the request that came last}
  ///
  /// @param name in lower case
  String header(String name) {
    int at = head.indexOf("\n" + name + ":");
    return head.substring(at + name.length() + 2, head.indexOf('\r', at)).strip();
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read > 0;
  }

  private int headEnd(int from) {
    for (int i = from; i + HEAD_END.length <= end; i++) {
      if (Arrays.equals(buffer, i, i + HEAD_END.length, HEAD_END, 0, HEAD_END.length)) {
        return i + HEAD_END.length;
      }
    }
    return -1;
  }
}
