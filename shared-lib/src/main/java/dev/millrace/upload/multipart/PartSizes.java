package dev.millrace.upload.multipart;

/// The arithmetic of files in parts, within the bounds of S3: at most 10,000 parts of at most 5
/// GiB, each of at least 5 MiB but the last.
public final class PartSizes {
  /// Least bytes of a part that is not the last.
  public static final long SMALLEST = 5L << 20;

  /// Most bytes of a part, and of a file that is sent at once.
  public static final long LARGEST = 5L << 30;

  /// Most parts of a file.
  public static final int MOST = 10_000;

  /// Most bytes of a file.
  public static final long LARGEST_FILE = LARGEST * MOST;

  private static final long MEBIBYTE = 1L << 20;
  private static final long USUAL = 16 * MEBIBYTE;
  private static final long USUAL_FOR_LARGE_FILES = 64 * MEBIBYTE;
  private static final long LARGE_FILE = 1L << 30;

  private PartSizes() {}

  /// {@return a size of parts that suits a file: few enough requests, and not too much to send
  /// again after one that failed}
  public static long suiting(long fileSize) {
    long usual = fileSize <= LARGE_FILE ? USUAL : USUAL_FOR_LARGE_FILES;
    long least = Math.ceilDiv(Math.ceilDiv(fileSize, MOST), MEBIBYTE) * MEBIBYTE;
    return Math.max(usual, least);
  }

  /// {@return whether a file may be sent in parts of a size}
  public static boolean allowed(long fileSize, long partSize) {
    return partSize >= SMALLEST && partSize <= LARGEST && Math.ceilDiv(fileSize, partSize) <= MOST;
  }

  /// {@return how many parts a file has}
  public static int count(long fileSize, long partSize) {
    return Math.toIntExact(Math.ceilDiv(fileSize, partSize));
  }

  /// {@return how many parts a file can have at most that has so many bytes at most}
  public static int mostFor(long maxBytes) {
    return (int) Math.min(MOST, Math.ceilDiv(maxBytes, SMALLEST));
  }
}
