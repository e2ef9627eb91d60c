package dev.millrace.extraction.pdf;

import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/// A place in a remote file.
final class RemoteRead implements RandomAccessRead {
  private static final byte[] NONE = new byte[0];

  private final RemoteBlocks blocks;
  private long position;
  private long number = -1;
  private byte[] block = NONE;
  private boolean closed;

  RemoteRead(RemoteBlocks blocks) {
    this.blocks = blocks;
  }

  @Override
  public int read() throws IOException {
    return isEOF() ? -1 : here()[(int) (position++ % RemoteBlocks.BLOCK_BYTES)] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (isEOF()) {
      return -1;
    }
    byte[] here = here();
    int at = (int) (position % RemoteBlocks.BLOCK_BYTES);
    int count = Math.min(length, here.length - at);
    System.arraycopy(here, at, bytes, offset, count);
    position += count;
    return count;
  }

  @Override
  public long getPosition() {
    return position;
  }

  @Override
  public void seek(long to) throws IOException {
    if (to < 0) {
      throw new IOException("there is nothing at " + to);
    }
    position = Math.min(to, length());
  }

  @Override
  public long length() {
    return blocks.size();
  }

  @Override
  public boolean isEOF() {
    return position >= length();
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
    block = NONE;
    number = -1;
  }

  private byte[] here() {
    long wanted = position / RemoteBlocks.BLOCK_BYTES;
    if (wanted != number) {
      block = blocks.block(wanted);
      number = wanted;
    }
    return block;
  }
}
