package dev.millrace.inference.core.search;

/// The embeddings of a document's chunks.
public final class DocumentVectors {
  /// Those of a document that has none.
  public static final DocumentVectors NONE = new DocumentVectors(new int[0], new float[0][]);

  private final int[] ordinals;
  private final float[][] vectors;

  /// @param ordinals which chunk each vector is of; kept, not copied
  /// @param vectors each of length 1; kept, not copied
  public DocumentVectors(int[] ordinals, float[][] vectors) {
    this.ordinals = ordinals;
    this.vectors = vectors;
  }

  /// {@return how many there are}
  public int count() {
    return ordinals.length;
  }

  /// {@return which chunk a vector is of}
  public int ordinal(int index) {
    return ordinals[index];
  }

  /// {@return a vector itself; not to be changed}
  public float[] vector(int index) {
    return vectors[index];
  }
}
