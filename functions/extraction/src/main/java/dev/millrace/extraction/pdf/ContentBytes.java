package dev.millrace.extraction.pdf;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/// A page's content in one array. PDFBox reads it byte by byte and looks ahead at each, which its
/// own readers make dear: a tenth of the time that a page took.
final class ContentBytes implements RandomAccessRead {
  /// What few pages reach; theirs is read as it is unpacked.
  static final int MOST = 1 << 20;

  private static final int FEW = 16 * 1024;

  private final byte[] bytes;
  private final int size;
  private int position;
  private boolean closed;

  private ContentBytes(byte[] bytes, int size) {
    this.bytes = bytes;
    this.size = size;
  }

  /// {@return all of a content; empty if that is [#MOST] bytes or more}
  static Optional<RandomAccessRead> of(RandomAccessRead content) throws IOException {
    byte[] bytes = new byte[FEW];
    int size = 0;
    int read = content.read(bytes, 0, bytes.length);
    while (read > 0) {
      size += read;
      if (size == bytes.length) {
        if (size >= MOST) {
          return Optional.empty();
        }
        bytes = Arrays.copyOf(bytes, 2 * size);
      }
      read = content.read(bytes, size, bytes.length - size);
    }
    return Optional.of(new ContentBytes(bytes, size));
  }

  @Override
  public int read() {
    return position < size ? bytes[position++] & 0xFF : -1;
  }

  @Override
  public int peek() {
    return position < size ? bytes[position] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int read = Math.min(length, size - position);
    if (read <= 0) {
      return length == 0 ? 0 : -1;
    }
    System.arraycopy(bytes, position, into, offset, read);
    position += read;
    return read;
  }

  @Override
  public void rewind(int count) throws IOException {
    seek((long) position - count);
  }

  @Override
  public void seek(long to) throws IOException {
    if (to < 0) {
      throw new EOFException("before the start");
    }
    position = (int) Math.min(to, size);
  }

  @Override
  public long getPosition() {
    return position;
  }

  @Override
  public long length() {
    return size;
  }

  @Override
  public boolean isEOF() {
    return position >= size;
  }

  @Override
  public RandomAccessReadView createView(long start, long length) {
    return new RandomAccessReadView(this, start, length);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
