package dev.millrace.eta;

import dev.millrace.upload.Kind;
import dev.millrace.upload.Stage;
import java.util.Locale;

/// What durations are known of.
///
/// @param key its name where they are kept
public record Measured(String key) {
  private static final int SMALLEST_BITS = 14;
  private static final int LARGEST_BITS = 34;

  /// {@return a stage of files of a kind and about a size: up to 16 KiB, 64 KiB, 256 KiB, …}
  ///
  /// @param size in bytes
  public static Measured stage(Stage stage, Kind kind, long size) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, size - 1));
    int sizeClass = Math.clamp((bits + 1L) / 2 * 2, SMALLEST_BITS, LARGEST_BITS);
    return new Measured(
        "%s#%s#%d".formatted(stage.wireName(), kind.name().toLowerCase(Locale.ROOT), sizeClass));
  }

  /// {@return how long one file keeps the worker that takes it from its queue}
  public static Measured worker(Kind kind) {
    return new Measured(kind == Kind.IMAGE ? "worker#images" : "worker#documents");
  }
}
