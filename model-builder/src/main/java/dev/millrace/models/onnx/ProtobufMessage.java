package dev.millrace.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The fields of one message in Protocol Buffers' wire format, one after the other.
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final ByteBuffer in;
  private int field;
  private int wireType;
  private long number;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  ProtobufMessage(ByteBuffer message) {
    in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Moves to the next field; {@return false at the end}
  boolean next() {
    if (!in.hasRemaining()) {
      return false;
    }
    long tag = readVarint(in);
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    switch (wireType) {
      case VARINT -> number = readVarint(in);
      case FIXED64 -> number = in.getLong();
      case FIXED32 -> number = in.getInt();
      case LENGTH_DELIMITED -> bytes = readBytes();
      default -> throw new IllegalArgumentException("unknown wire type " + wireType);
    }
    return true;
  }

  /// {@return the number of the current field}
  int field() {
    return field;
  }

  /// {@return the current field's number}
  long number() {
    return number;
  }

  /// {@return the current field's bytes, little-endian}
  ByteBuffer bytes() {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /// {@return the current field as text}
  String text() {
    return StandardCharsets.UTF_8.decode(bytes()).toString();
  }

  /// {@return the current field as a message}
  ProtobufMessage message() {
    return new ProtobufMessage(bytes());
  }

  /// {@return the values of a repeated integer field, which a writer may pack into one field}
  long[] numbers() {
    if (wireType == VARINT) {
      return new long[] {number};
    }
    ByteBuffer packed = bytes();
    long[] numbers = new long[packed.remaining()];
    int count = 0;
    while (packed.hasRemaining()) {
      numbers[count++] = readVarint(packed);
    }
    return Arrays.copyOf(numbers, count);
  }

  private ByteBuffer readBytes() {
    int length = Math.toIntExact(readVarint(in));
    ByteBuffer slice = in.slice(in.position(), length);
    in.position(in.position() + length);
    return slice;
  }

  private static long readVarint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("varint of more than 64 bits");
  }
}
