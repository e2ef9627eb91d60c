package dev.millrace.models.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes the opcodes of Python's pickle protocol 2 that a TorchScript archive needs.
final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleWriter() {
    opcode(0x80).write(2);
  }

  PickleWriter global(String module, String name) {
    opcode('c').writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PickleWriter string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    opcode('X').writeBytes(littleEndian(bytes.length));
    out.writeBytes(bytes);
    return this;
  }

  PickleWriter integer(int value) {
    opcode('J').writeBytes(littleEndian(value));
    return this;
  }

  PickleWriter no() {
    return plain(0x89);
  }

  PickleWriter mark() {
    return plain('(');
  }

  PickleWriter emptyTuple() {
    return plain(')');
  }

  PickleWriter emptyDict() {
    return plain('}');
  }

  /// Takes the values since the last mark as a tuple.
  PickleWriter tuple() {
    return plain('t');
  }

  /// A tuple of integers.
  PickleWriter integers(int... values) {
    mark();
    for (int value : values) {
      integer(value);
    }
    return tuple();
  }

  /// Takes a tuple as the identity of an object kept outside of the pickle.
  PickleWriter persistentId() {
    return plain('Q');
  }

  /// Takes a callable and the tuple of its arguments; leaves the result.
  PickleWriter call() {
    return plain('R');
  }

  /// Takes a class and the tuple of its arguments; leaves a new object.
  PickleWriter newObject() {
    return plain(0x81);
  }

  /// Takes the keys and values since the last mark into the dict before it.
  PickleWriter setItems() {
    return plain('u');
  }

  /// Takes a dict as the state of the object before it.
  PickleWriter build() {
    return plain('b');
  }

  byte[] finish() {
    opcode('.');
    return out.toByteArray();
  }

  private PickleWriter plain(int opcode) {
    opcode(opcode);
    return this;
  }

  private ByteArrayOutputStream opcode(int opcode) {
    out.write(opcode);
    return out;
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
