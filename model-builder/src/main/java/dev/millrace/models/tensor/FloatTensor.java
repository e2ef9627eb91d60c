package dev.millrace.models.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/// A dense tensor of 32-bit floats in row-major order.
public final class FloatTensor {
  private final float[] values;
  private final int[] shape;

  /// @param values the elements, row by row; kept, not copied
  /// @param shape the length of each axis
  public FloatTensor(float[] values, int... shape) {
    if (IntStream.of(shape).reduce(1, Math::multiplyExact) != values.length) {
      throw new IllegalArgumentException(
          values.length + " values do not fill the shape " + IntStream.of(shape).boxed().toList());
    }
    this.values = values;
    this.shape = shape.clone();
  }

  /// {@return the elements themselves, row by row; not to be changed}
  public float[] values() {
    return values;
  }

  /// {@return the length of each axis}
  public int[] shape() {
    return shape.clone();
  }

  /// {@return the length of one axis}
  public int length(int axis) {
    return shape[axis];
  }

  /// {@return this matrix with rows and columns exchanged}
  public FloatTensor transposed() {
    int rows = shape[0];
    int columns = shape[1];
    float[] turned = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = values[row * columns + column];
      }
    }
    return new FloatTensor(turned, columns, rows);
  }

  /// {@return this tensor with its four axes in another order}
  ///
  /// @param axes for each new axis the old one
  public FloatTensor permuted(int... axes) {
    int[] strides = {shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1};
    int[] lengths = IntStream.of(axes).map(axis -> shape[axis]).toArray();
    int[] steps = IntStream.of(axes).map(axis -> strides[axis]).toArray();
    float[] turned = new float[values.length];
    int next = 0;
    for (int a = 0; a < lengths[0]; a++) {
      for (int b = 0; b < lengths[1]; b++) {
        for (int c = 0; c < lengths[2]; c++) {
          for (int d = 0; d < lengths[3]; d++) {
            turned[next++] = values[a * steps[0] + b * steps[1] + c * steps[2] + d * steps[3]];
          }
        }
      }
    }
    return new FloatTensor(turned, lengths);
  }

  /// {@return the tensors one after the other along their first axis}
  public static FloatTensor stacked(List<FloatTensor> tensors) {
    int[] shape = tensors.getFirst().shape();
    shape[0] = tensors.stream().mapToInt(tensor -> tensor.length(0)).sum();
    float[] all = new float[tensors.stream().mapToInt(tensor -> tensor.values.length).sum()];
    int next = 0;
    for (FloatTensor tensor : tensors) {
      System.arraycopy(tensor.values, 0, all, next, tensor.values.length);
      next += tensor.values.length;
    }
    return new FloatTensor(all, shape);
  }

  /// {@return the elements as little-endian IEEE 754 bytes}
  public byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
