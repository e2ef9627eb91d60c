package dev.millrace.models.torch;

import dev.millrace.models.tensor.FloatTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the float weights out of a `.pth` file in the layout of PyTorch before 1.6: a magic
/// number, a protocol version, facts about the writer, the state dict and the list of storage keys,
/// each a pickle; then the storages, each a count and its bytes.
public final class StateDictReader {
  private static final byte[] MAGIC = {
    0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19
  };

  private StateDictReader() {}

  /// {@return the float tensors by name; integer counters are left out}
  public static Map<String, FloatTensor> read(byte[] file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (!(PickleReader.read(in) instanceof byte[] magic && Arrays.equals(magic, MAGIC))) {
      throw new IOException("not a PyTorch file of the old layout");
    }
    PickleReader.read(in);
    PickleReader.read(in);
    Map<String, StridedTensor> tensors = tensors(PickleReader.read(in));
    Map<String, ByteBuffer> storages = storages(in, elementBytes(tensors));
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (Map.Entry<String, StridedTensor> tensor : tensors.entrySet()) {
      StorageReference storage = tensor.getValue().storage();
      ByteBuffer bytes = storages.get(storage.key());
      if (bytes == null) {
        throw new IOException("no storage for " + tensor.getKey());
      }
      if (storage.elementBytes() == Float.BYTES) {
        weights.put(tensor.getKey(), read(tensor.getValue(), bytes.asFloatBuffer()));
      }
    }
    return weights;
  }

  private static FloatTensor read(StridedTensor tensor, FloatBuffer elements) throws IOException {
    try {
      return tensor.read(elements);
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new IOException("a tensor reaches beyond its storage", e);
    }
  }

  private static Map<String, StridedTensor> tensors(Object root) throws IOException {
    if (!(root instanceof Map<?, ?> stateDict)) {
      throw new IOException("not a state dict");
    }
    Map<String, StridedTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : stateDict.entrySet()) {
      if (!(entry.getKey() instanceof String name
          && entry.getValue() instanceof StridedTensor tensor)) {
        throw new IOException("the state dict holds something that is not a tensor");
      }
      tensors.put(name, tensor);
    }
    return tensors;
  }

  private static Map<String, Integer> elementBytes(Map<String, StridedTensor> tensors) {
    Map<String, Integer> elementBytes = new HashMap<>();
    tensors
        .values()
        .forEach(
            tensor -> elementBytes.put(tensor.storage().key(), tensor.storage().elementBytes()));
    return elementBytes;
  }

  private static Map<String, ByteBuffer> storages(ByteBuffer in, Map<String, Integer> elementBytes)
      throws IOException {
    if (!(PickleReader.read(in) instanceof List<?> keys)) {
      throw new IOException("no list of storages");
    }
    Map<String, ByteBuffer> storages = new HashMap<>();
    for (Object key : keys) {
      Integer width = elementBytes.get(key);
      if (width == null) {
        throw new IOException("a storage that no tensor uses");
      }
      int length = Math.toIntExact(Math.multiplyExact(in.getLong(), width.longValue()));
      storages.put((String) key, in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN));
      in.position(in.position() + length);
    }
    return storages;
  }
}
