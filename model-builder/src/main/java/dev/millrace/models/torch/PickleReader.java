package dev.millrace.models.torch;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/// Reads the pickle of a PyTorch state dict into maps, lists, strings, numbers and {@link
/// StridedTensor}s.
///
/// A pickle is a program that may call anything Python can import. This machine knows the opcodes
/// and the few names that a state dict needs, builds plain values from them and refuses everything
/// else, so a hostile file cannot run code.
final class PickleReader {
  private static final String ORDERED_DICT = "collections.OrderedDict";
  private static final String REBUILD_TENSOR = "torch._utils._rebuild_tensor_v2";
  private static final Set<String> ALLOWED_NAMES =
      Set.of(ORDERED_DICT, REBUILD_TENSOR, "torch.FloatStorage", "torch.LongStorage");

  private final ByteBuffer in;
  private final ArrayDeque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private PickleReader(ByteBuffer in) {
    this.in = in;
  }

  /// Reads one pickle and leaves the buffer behind it; {@return the value it describes}
  static Object read(ByteBuffer in) throws IOException {
    try {
      return new PickleReader(in).run();
    } catch (BufferUnderflowException
        | NoSuchElementException
        | ClassCastException
        | IndexOutOfBoundsException e) {
      throw new IOException("broken pickle", e);
    }
  }

  private Object run() throws IOException {
    for (int opcode = readByte(); opcode != '.'; opcode = readByte()) {
      execute(opcode);
    }
    return stack.pop();
  }

  private void execute(int opcode) throws IOException {
    switch (opcode) {
      case 0x80 -> readByte(); // protocol version
      case '(' -> stack.push(Singleton.MARK);
      case ')' -> stack.push(List.of());
      case ']' -> stack.push(new ArrayList<>());
      case '}' -> stack.push(new LinkedHashMap<>());
      case 'N' -> stack.push(Singleton.NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'K' -> stack.push((long) readByte());
      case 'M' -> stack.push((long) Short.toUnsignedInt(in.getShort()));
      case 'J' -> stack.push((long) in.getInt());
      case 0x8a -> stack.push(readLong());
      case 'X' -> stack.push(readText(in.getInt()));
      case 'c' -> stack.push(readGlobal());
      case 'q' -> memo.put(readByte(), stack.getFirst());
      case 'r' -> memo.put(in.getInt(), stack.getFirst());
      case 'h' -> stack.push(recall(readByte()));
      case 'j' -> stack.push(recall(in.getInt()));
      case 't' -> stack.push(popToMark());
      case 0x85, 0x86, 0x87 -> stack.push(popTuple(opcode - 0x84));
      case 'a' -> {
        Object value = stack.pop();
        topList().add(value);
      }
      case 'e' -> {
        List<Object> values = popToMark();
        topList().addAll(values);
      }
      case 's' -> setItems(popTuple(2));
      case 'u' -> setItems(popToMark());
      case 'Q' -> stack.push(storage((List<?>) stack.pop()));
      case 'R' -> {
        List<?> arguments = (List<?>) stack.pop();
        stack.push(call((Global) stack.pop(), arguments));
      }
      case 'b' -> stack.pop(); // attributes of the dict itself: not needed
      default -> throw new IOException("pickle opcode %#x is refused".formatted(opcode));
    }
  }

  private Global readGlobal() throws IOException {
    String name = readLine() + "." + readLine();
    if (!ALLOWED_NAMES.contains(name)) {
      throw new IOException("pickle name " + name + " is refused");
    }
    return new Global(name);
  }

  private static Object call(Global function, List<?> arguments) throws IOException {
    return switch (function.name) {
      case ORDERED_DICT -> new LinkedHashMap<>();
      case REBUILD_TENSOR ->
          new StridedTensor(
              (StorageReference) arguments.get(0),
              (Long) arguments.get(1),
              longs(arguments.get(2)),
              longs(arguments.get(3)));
      default -> throw new IOException("pickle call of " + function.name + " is refused");
    };
  }

  /// A storage's persistent id is `("storage", type, key, location, length, view)`.
  private static StorageReference storage(List<?> id) {
    String type = ((Global) id.get(1)).name;
    return new StorageReference(
        (String) id.get(2), type.equals("torch.LongStorage") ? Long.BYTES : Float.BYTES);
  }

  private void setItems(List<Object> keysAndValues) {
    Map<Object, Object> map = topMap();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      map.put(keysAndValues.get(i), keysAndValues.get(i + 1));
    }
  }

  private List<Object> popToMark() {
    List<Object> values = new ArrayList<>();
    for (Object value = stack.pop(); value != Singleton.MARK; value = stack.pop()) {
      values.add(value);
    }
    Collections.reverse(values);
    return values;
  }

  private List<Object> popTuple(int length) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      values.addFirst(stack.pop());
    }
    return values;
  }

  @SuppressWarnings("unchecked") // every list on the stack was made here, of objects
  private List<Object> topList() {
    return (List<Object>) stack.getFirst();
  }

  @SuppressWarnings("unchecked") // every map on the stack was made here, of objects
  private Map<Object, Object> topMap() {
    return (Map<Object, Object>) stack.getFirst();
  }

  private Object recall(int key) throws IOException {
    Object value = memo.get(key);
    if (value == null) {
      throw new IOException("broken pickle: nothing is remembered as " + key);
    }
    return value;
  }

  private int readByte() {
    return Byte.toUnsignedInt(in.get());
  }

  /// Small integers as numbers; longer ones, of which the format has one (its magic), as their
  /// bytes.
  private Object readLong() {
    byte[] littleEndian = new byte[readByte()];
    in.get(littleEndian);
    if (littleEndian.length > Long.BYTES) {
      return littleEndian;
    }
    long value = littleEndian.length > 0 ? littleEndian[littleEndian.length - 1] >> 7 : 0;
    for (int i = littleEndian.length - 1; i >= 0; i--) {
      value = value << 8 | Byte.toUnsignedLong(littleEndian[i]);
    }
    return value;
  }

  private String readLine() {
    int start = in.position();
    while (in.get() != '\n') {}
    return StandardCharsets.US_ASCII.decode(in.slice(start, in.position() - 1 - start)).toString();
  }

  private String readText(int length) {
    String text = StandardCharsets.UTF_8.decode(in.slice(in.position(), length)).toString();
    in.position(in.position() + length);
    return text;
  }

  private static List<Long> longs(Object tuple) {
    return ((List<?>) tuple).stream().map(Long.class::cast).toList();
  }

  private record Global(String name) {}

  private enum Singleton {
    MARK,
    NONE
  }
}
