package dev.millrace.models.gguf;

import dev.millrace.models.tensor.FloatTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the tensors of a GGUF file: 32-bit floats, and halves, which are widened.
///
/// A file has a header, key-value pairs (skipped here), a list of tensors, and their bytes, which
/// begin at a multiple of 32.
public final class GgufReader {
  private static final int MAGIC = 0x46554747;
  private static final int VERSION = 3;
  private static final int ALIGNMENT = 32;
  private static final int TEXT = 8;
  private static final int LIST = 9;
  private static final int HALF = 1;
  private static final int FLOAT = 0;

  private final ByteBuffer in;

  private GgufReader(byte[] file) {
    this.in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  private record Entry(String name, List<Integer> shape, int type, long offset) {
    int elements() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  /// {@return the tensors by their names}
  ///
  /// @throws IllegalArgumentException if the file is none, or has tensors of another type
  public static Map<String, FloatTensor> read(byte[] file) {
    return new GgufReader(file).read();
  }

  private Map<String, FloatTensor> read() {
    if (in.getInt() != MAGIC || in.getInt() != VERSION) {
      throw new IllegalArgumentException("not a GGUF file of version " + VERSION);
    }
    long tensors = in.getLong();
    long pairs = in.getLong();
    for (long i = 0; i < pairs; i++) {
      text();
      skip(in.getInt());
    }
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < tensors; i++) {
      entries.add(new Entry(text(), shape(), in.getInt(), in.getLong()));
    }
    int start = Math.ceilDiv(in.position(), ALIGNMENT) * ALIGNMENT;
    Map<String, FloatTensor> read = new HashMap<>();
    entries.forEach(entry -> read.put(entry.name(), tensor(entry, start)));
    return read;
  }

  /// The fastest axis comes first in the file.
  private List<Integer> shape() {
    int axes = in.getInt();
    List<Integer> shape = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      shape.addFirst(Math.toIntExact(in.getLong()));
    }
    return shape;
  }

  private FloatTensor tensor(Entry entry, int start) {
    ByteBuffer bytes = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(Math.toIntExact(start + entry.offset()));
    float[] values = new float[entry.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (entry.type()) {
            case FLOAT -> bytes.getFloat();
            case HALF -> Float.float16ToFloat(bytes.getShort());
            default ->
                throw new IllegalArgumentException(
                    entry.name() + " is of the type " + entry.type());
          };
    }
    return new FloatTensor(values, entry.shape().stream().mapToInt(Integer::intValue).toArray());
  }

  private void skip(int type) {
    switch (type) {
      case 0, 1, 7 -> in.get();
      case 2, 3 -> in.getShort();
      case 4, 5, 6 -> in.getInt();
      case 10, 11, 12 -> in.getLong();
      case TEXT -> text();
      case LIST -> {
        int element = in.getInt();
        long count = in.getLong();
        for (long i = 0; i < count; i++) {
          skip(element);
        }
      }
      default -> throw new IllegalArgumentException("a value of the unknown type " + type);
    }
  }

  private String text() {
    byte[] bytes = new byte[Math.toIntExact(in.getLong())];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
