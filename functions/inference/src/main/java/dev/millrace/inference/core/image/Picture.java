package dev.millrace.inference.core.image;

/// A picture brought to the size that a classifier takes.
public final class Picture {
  private final int originalWidth;
  private final int originalHeight;
  private final int[] pixels;

  /// @param originalWidth as the picture is meant to be looked at
  /// @param originalHeight likewise
  /// @param pixels 0xRRGGBB, row by row; kept, not copied
  public Picture(int originalWidth, int originalHeight, int[] pixels) {
    this.originalWidth = originalWidth;
    this.originalHeight = originalHeight;
    this.pixels = pixels;
  }

  /// {@return the width of the whole picture}
  public int originalWidth() {
    return originalWidth;
  }

  /// {@return the height of the whole picture}
  public int originalHeight() {
    return originalHeight;
  }

  /// {@return the pixels themselves, 0xRRGGBB, row by row; not to be changed}
  public int[] pixels() {
    return pixels;
  }
}
