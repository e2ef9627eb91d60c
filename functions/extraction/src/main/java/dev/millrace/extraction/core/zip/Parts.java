package dev.millrace.extraction.core.zip;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The parts of a document that is a zip. How much they unpack to is counted, not believed.
public final class Parts implements AutoCloseable {
  private static final int MAX_PARTS = 100_000;
  private static final long MAX_PART_BYTES = 512L << 20;
  private static final long MAX_TOTAL_BYTES = 1L << 30;

  /// Text packs to a tenth; long runs of empty cells to a hundredth.
  private static final int MAX_RATIO = 250;

  /// Up to here any ratio will do.
  private static final long SMALL_BYTES = 8L << 20;

  private final ZipFile zip;
  private long total;
  private long packedRead;

  private Parts(ZipFile zip) {
    this.zip = zip;
  }

  /// {@return the parts of a file}
  ///
  /// @throws java.util.zip.ZipException if it is no zip
  public static Parts of(Path file) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    if (zip.size() > MAX_PARTS) {
      zip.close();
      throw new TooBigException(zip.size() + " parts");
    }
    return new Parts(zip);
  }

  /// {@return whether there is such a part}
  public boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  /// {@return the bytes of a part, if there is such a one}
  ///
  /// @throws TooBigException on reading, when there are more than any document needs
  public Optional<InputStream> open(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.isDirectory()) {
      return Optional.empty();
    }
    InputStream bytes = zip.getInputStream(entry);
    packedRead += Math.max(0, entry.getCompressedSize());
    return Optional.of(new Counted(bytes, Math.max(1, entry.getCompressedSize())));
  }

  /// {@return the names of the parts that match, in their order by length and letters, so that
  /// numbered ones stand by number}
  public List<String> names(Pattern pattern) {
    TreeSet<String> names = new TreeSet<>(Parts::byNumber);
    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
      String name = entries.nextElement().getName();
      if (pattern.matcher(name).matches()) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  /// {@return how many packed bytes the parts that have been opened have}
  public long packedRead() {
    return packedRead;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static int byNumber(String one, String other) {
    return one.length() == other.length()
        ? one.compareTo(other)
        : Integer.compare(one.length(), other.length());
  }

  private final class Counted extends FilterInputStream {
    private final long packed;
    private long unpacked;

    Counted(InputStream bytes, long packed) {
      super(bytes);
      this.packed = packed;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int bytes) throws IOException {
      unpacked += bytes;
      total += bytes;
      boolean swells = unpacked > SMALL_BYTES && unpacked / packed > MAX_RATIO;
      if (swells || unpacked > MAX_PART_BYTES || total > MAX_TOTAL_BYTES) {
        throw new TooBigException("a part of %d bytes unpacks to %d".formatted(packed, unpacked));
      }
    }
  }
}
