package dev.millrace.extraction.text;

import dev.millrace.extraction.core.Blocks;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// Blocks of whole lines, every line break as a line feed. A block's last line break is left out;
/// only a line longer than a block is torn.
public final class LineBlocks implements Blocks {
  private static final int MAX_LINES = 500;
  private static final int MAX_CHARS = 64 * 1024;
  private static final int BUFFER_CHARS = 8 * 1024;
  private static final int END = -1;

  private final Reader reader;
  private final char[] buffer = new char[BUFFER_CHARS];
  private int next;
  private int filled;
  private final StringBuilder block = new StringBuilder();

  public LineBlocks(Reader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<Content> next() throws IOException {
    int lines = 0;
    for (int c = read(); c != END; c = read()) {
      if (c == '\n' && ++lines == MAX_LINES) {
        return Optional.of(new Content(take(block.length(), 0)));
      }
      block.append((char) c);
      if (block.length() >= MAX_CHARS) {
        return Optional.of(new Content(takeWholeLines()));
      }
    }
    return block.isEmpty()
        ? Optional.empty()
        : Optional.of(new Content(take(withoutLastBreak(), 1)));
  }

  private String takeWholeLines() {
    int lineEnd = block.lastIndexOf("\n");
    if (lineEnd >= 0) {
      return take(lineEnd, 1);
    }
    boolean torn = Character.isHighSurrogate(block.charAt(block.length() - 1));
    return take(block.length() - (torn ? 1 : 0), 0);
  }

  private int withoutLastBreak() {
    int last = block.length() - 1;
    return block.charAt(last) == '\n' ? last : block.length();
  }

  /// {@return the first characters of the block; drops as many behind them and keeps the rest}
  private String take(int length, int dropped) {
    String taken = block.substring(0, length);
    block.delete(0, Math.min(length + dropped, block.length()));
    return taken;
  }

  private int read() throws IOException {
    int c = readRaw();
    if (c != '\r') {
      return c;
    }
    int following = readRaw();
    if (following != '\n' && following != END) {
      next--;
    }
    return '\n';
  }

  private int readRaw() throws IOException {
    if (next == filled) {
      filled = reader.read(buffer);
      next = 0;
      if (filled <= 0) {
        filled = 0;
        return END;
      }
    }
    return buffer[next++];
  }
}
