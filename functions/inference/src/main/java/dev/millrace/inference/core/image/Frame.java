package dev.millrace.inference.core.image;

/// The square that a classifier looks at, and how a picture of other proportions comes into it.
///
/// @param size of each side, in pixels
public record Frame(int size, Fit fit) {

  /// How a picture of any proportions becomes a square.
  public enum Fit {
    /// The whole picture, its proportions lost.
    SQUASH,

    /// The largest square in its middle.
    CROP,

    /// The whole picture, with gray bars.
    PAD
  }
}
