package dev.millrace.models.torch;

import dev.millrace.models.tensor.FloatTensor;
import java.nio.FloatBuffer;
import java.util.List;

/// A view of a storage. Weights that were converted from TensorFlow are stored transposed, so the
/// strides decide.
///
/// @param storage where the elements lie
/// @param offset the first element
/// @param shape the length of each axis
/// @param strides how many elements apart two neighbours on each axis lie
record StridedTensor(StorageReference storage, long offset, List<Long> shape, List<Long> strides) {

  /// {@return a row-major copy of the elements}
  FloatTensor read(FloatBuffer elements) {
    int[] lengths = shape.stream().mapToInt(Math::toIntExact).toArray();
    float[] values =
        new float[shape.stream().mapToInt(Math::toIntExact).reduce(1, Math::multiplyExact)];
    int[] index = new int[lengths.length];
    long position = offset;
    for (int i = 0; i < values.length; i++) {
      values[i] = elements.get(Math.toIntExact(position));
      for (int axis = lengths.length - 1; axis >= 0; axis--) {
        position += strides.get(axis);
        if (++index[axis] < lengths[axis]) {
          break;
        }
        position -= lengths[axis] * strides.get(axis);
        index[axis] = 0;
      }
    }
    return new FloatTensor(values, lengths);
  }
}
