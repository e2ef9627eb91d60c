package dev.millrace.bench.heavy;

import dev.millrace.bench.heavy.files.FileKind;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// What is sent, and what goes wrong meanwhile.
///
/// @param uploads how many big files; beside every tenth goes an image
/// @param leastBytes size of the smallest
/// @param mostBytes size of the largest
/// @param together how many are under way at a time
/// @param killEvery after how many files a process is killed
/// @param refused share of the requests to S3 that are answered 503
/// @param brokenOff share whose answer breaks off
/// @param patience how long an upload may take before it counts as stuck
/// @param seed equal for equal files
public record HeavyPlan(
    int uploads,
    long leastBytes,
    long mostBytes,
    int together,
    int killEvery,
    double refused,
    double brokenOff,
    Duration patience,
    long seed) {
  private static final int IMAGE_EVERY = 10;
  private static final long IMAGE_BYTES = 9_000_000;

  /// Mails are read in memory, and of text no more is taken than this.
  private static final long MOST_TEXT_BYTES = 110_000_000;

  private static final long MOST_EMAIL_BYTES = 104_000_000;

  /// Tables and texts take a hundred times as long as documents that are mostly pictures.
  private static final List<FileKind> MIX =
      List.of(
          FileKind.PDF,
          FileKind.DOCX,
          FileKind.PDF,
          FileKind.XLSX,
          FileKind.CSV,
          FileKind.PDF,
          FileKind.PPTX,
          FileKind.PDF,
          FileKind.ODT,
          FileKind.DOCX,
          FileKind.TEXT,
          FileKind.PDF,
          FileKind.XLSX,
          FileKind.EMAIL,
          FileKind.PDF,
          FileKind.EPUB,
          FileKind.PPTX,
          FileKind.DOCX,
          FileKind.PDF,
          FileKind.ODT);

  /// One file of the plan.
  ///
  /// @param seed of its content
  /// @param method how it is sent: `PUT` or `MULTIPART`
  record Item(String name, FileKind kind, long seed, long bytes, String method) {}

  /// {@return the file at a place, from 0}
  Item item(int index) {
    FileKind kind = MIX.get(index % MIX.size());
    double share = new SplittableRandom(seed * 1_000_003 + index).nextDouble();
    long bytes = least(kind) + (long) ((most(kind) - least(kind)) * share * share);
    return item(index, kind, bytes, index % 3 == 2 ? "MULTIPART" : "PUT");
  }

  /// {@return the image that goes beside the file at a place, if one does}
  List<Item> beside(int index) {
    return index % IMAGE_EVERY == 0
        ? List.of(item(index + uploads, FileKind.IMAGE, Math.min(IMAGE_BYTES, mostBytes), "PUT"))
        : List.of();
  }

  private Item item(int index, FileKind kind, long bytes, String method) {
    return new Item(
        "heavy-%04d.%s".formatted(index, kind.extension()),
        kind,
        seed * 1_000_003 + index,
        bytes,
        method);
  }

  private long least(FileKind kind) {
    return Math.min(leastBytes, most(kind));
  }

  private long most(FileKind kind) {
    return switch (kind) {
      case CSV, TEXT -> Math.min(mostBytes, MOST_TEXT_BYTES);
      case EMAIL -> Math.min(mostBytes, MOST_EMAIL_BYTES);
      default -> mostBytes;
    };
  }
}
