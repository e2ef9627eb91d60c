package dev.millrace.extraction.pdf;

import java.io.IOException;
import java.io.Serial;
import java.util.function.BooleanSupplier;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/// A file whose opening takes only so long: PDFBox itself bounds it by nothing.
final class TimedRead implements RandomAccessRead {
  private static final int BYTES_PER_LOOK_AT_THE_CLOCK = 64 * 1024;

  private final RandomAccessRead file;
  private final BooleanSupplier tooLate;
  private boolean opening = true;
  private int bytes;

  /// @param tooLate whether the file should have been open by now
  TimedRead(RandomAccessRead file, BooleanSupplier tooLate) {
    this.file = file;
    this.tooLate = tooLate;
  }

  /// Ends an opening that takes too long. Unchecked, because PDFBox swallows checked ones.
  static final class TooSlowException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    TooSlowException() {
      super("opening took too long", null, false, false);
    }
  }

  /// Tells that the file is open: from now on it may take any time.
  void opened() {
    opening = false;
  }

  @Override
  public int read() throws IOException {
    count(1);
    return file.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = file.read(into, offset, length);
    count(Math.max(read, 1));
    return read;
  }

  @Override
  public long getPosition() throws IOException {
    return file.getPosition();
  }

  @Override
  public void seek(long position) throws IOException {
    file.seek(position);
  }

  @Override
  public long length() throws IOException {
    return file.length();
  }

  @Override
  public boolean isEOF() throws IOException {
    return file.isEOF();
  }

  @Override
  public RandomAccessReadView createView(long start, long length) {
    return new RandomAccessReadView(this, start, length);
  }

  @Override
  public boolean isClosed() {
    return file.isClosed();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void count(int more) {
    if (opening) {
      bytes += more;
      if (bytes >= BYTES_PER_LOOK_AT_THE_CLOCK) {
        bytes = 0;
        if (tooLate.getAsBoolean()) {
          throw new TooSlowException();
        }
      }
    }
  }
}
