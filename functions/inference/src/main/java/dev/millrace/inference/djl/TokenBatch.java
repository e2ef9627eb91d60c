package dev.millrace.inference.djl;

/// Texts as an embedder takes them: as many tokens each as the longest has, the rest masked.
public final class TokenBatch {
  private final int rows;
  private final long[] ids;
  private final long[] mask;

  /// @param rows how many texts
  /// @param ids the tokens, text by text; kept, not copied
  /// @param mask 1 for each token that counts; kept, not copied
  public TokenBatch(int rows, long[] ids, long[] mask) {
    this.rows = rows;
    this.ids = ids;
    this.mask = mask;
  }

  /// {@return how many texts}
  public int rows() {
    return rows;
  }

  /// {@return how many tokens each text has, masked ones included}
  public int columns() {
    return ids.length / rows;
  }

  /// {@return the tokens themselves, text by text; not to be changed}
  public long[] ids() {
    return ids;
  }

  /// {@return the mask itself, 1 for each token that counts; not to be changed}
  public long[] mask() {
    return mask;
  }
}
