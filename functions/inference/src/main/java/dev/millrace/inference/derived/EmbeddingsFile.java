package dev.millrace.inference.derived;

import dev.millrace.inference.core.search.DocumentVectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The form in which the embeddings of a document's chunks are kept. All numbers are little-endian:
///
/// | bytes | what |
/// | --- | --- |
/// | 4 | `MREM` in ASCII |
/// | 4 | version, 1 |
/// | 4 | dimension d |
/// | 4 | count n |
/// | 4 n | the ordinal of each vector's chunk, ascending |
/// | 4 n d | the vectors, 32-bit floats, each of length 1 |
final class EmbeddingsFile {
  private static final byte[] MAGIC = "MREM".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 16;

  private EmbeddingsFile() {}

  /// {@return the content of the file}
  ///
  /// @param ordinals which chunk each vector is of
  /// @param vectors at least one, all of one length
  static byte[] write(List<Integer> ordinals, float[][] vectors) {
    int count = vectors.length;
    int dimension = vectors[0].length;
    ByteBuffer file =
        ByteBuffer.allocate(HEADER_BYTES + count * (Integer.BYTES + dimension * Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).putInt(VERSION).putInt(dimension).putInt(count);
    ordinals.forEach(file::putInt);
    for (float[] vector : vectors) {
      for (float value : vector) {
        file.putFloat(value);
      }
    }
    return file.array();
  }

  /// {@return the embeddings in a file}
  ///
  /// @throws IllegalArgumentException if it is none, or one of a later version
  static DocumentVectors read(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < HEADER_BYTES
        || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || in.position(MAGIC.length).getInt() != VERSION) {
      throw new IllegalArgumentException("not a file of embeddings");
    }
    int dimension = in.getInt();
    int[] ordinals = new int[in.getInt()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = in.getInt();
    }
    float[][] vectors = new float[ordinals.length][dimension];
    for (float[] vector : vectors) {
      in.asFloatBuffer().get(vector);
      in.position(in.position() + dimension * Float.BYTES);
    }
    return new DocumentVectors(ordinals, vectors);
  }
}
