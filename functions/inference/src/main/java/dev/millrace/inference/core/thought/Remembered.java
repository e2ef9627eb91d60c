package dev.millrace.inference.core.thought;

/// A thought with its place among others.
public final class Remembered {
  private final Thought thought;
  private final float[] vector;

  /// @param vector of length 1; kept, not copied
  public Remembered(Thought thought, float[] vector) {
    this.thought = thought;
    this.vector = vector;
  }

  /// {@return the thought}
  public Thought thought() {
    return thought;
  }

  /// {@return its embedding itself; not to be changed}
  public float[] vector() {
    return vector;
  }
}
