package dev.millrace.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How a camera was held, as the Exif data of a JPEG file tells: the picture is to be mirrored,
/// then turned by quarters clockwise.
enum Orientation {
  UPRIGHT(false, 0),
  MIRRORED(true, 0),
  HALF_TURN(false, 2),
  MIRRORED_HALF_TURN(true, 2),
  MIRRORED_THREE_QUARTERS(true, 3),
  QUARTER(false, 1),
  MIRRORED_QUARTER(true, 1),
  THREE_QUARTERS(false, 3);

  private static final int START_OF_IMAGE = 0xffd8;
  private static final int APPLICATION_1 = 0xffe1;
  private static final int START_OF_SCAN = 0xffda;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int ORIENTATION_TAG = 0x0112;
  private static final int TAG_BYTES = 12;

  private final boolean mirrored;
  private final int quarterTurns;

  Orientation(boolean mirrored, int quarterTurns) {
    this.mirrored = mirrored;
    this.quarterTurns = quarterTurns;
  }

  /// {@return the orientation that a file tells; upright if it tells none}
  static Orientation of(byte[] file) {
    try {
      return find(file);
    } catch (IndexOutOfBoundsException e) {
      return UPRIGHT;
    }
  }

  /// {@return whether width and height change places}
  boolean sideways() {
    return quarterTurns % 2 == 1;
  }

  /// {@return a square picture as it is meant to be looked at}
  int[] apply(int[] pixels, int size) {
    int[] turned = pixels;
    if (mirrored) {
      turned = mirrored(turned, size);
    }
    for (int turn = 0; turn < quarterTurns; turn++) {
      turned = turned(turned, size);
    }
    return turned;
  }

  private static Orientation find(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes);
    if (Short.toUnsignedInt(file.getShort(0)) != START_OF_IMAGE) {
      return UPRIGHT;
    }
    int position = 2;
    while (true) {
      int marker = Short.toUnsignedInt(file.getShort(position));
      int length = Short.toUnsignedInt(file.getShort(position + 2));
      if (marker < 0xff00 || marker == START_OF_SCAN) {
        return UPRIGHT;
      }
      int content = position + 4;
      if (marker == APPLICATION_1
          && Arrays.equals(bytes, content, content + EXIF.length, EXIF, 0, EXIF.length)) {
        int start = content + EXIF.length;
        return fromTiff(file.slice(start, position + 2 + length - start));
      }
      position += 2 + length;
    }
  }

  private static Orientation fromTiff(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int tags = Short.toUnsignedInt(tiff.getShort(directory));
    for (int tag = 0; tag < tags; tag++) {
      int position = directory + 2 + tag * TAG_BYTES;
      if (tiff.getShort(position) == ORIENTATION_TAG) {
        int value = tiff.getShort(position + 8);
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  private static int[] mirrored(int[] pixels, int size) {
    int[] mirrored = new int[pixels.length];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        mirrored[y * size + size - 1 - x] = pixels[y * size + x];
      }
    }
    return mirrored;
  }

  private static int[] turned(int[] pixels, int size) {
    int[] turned = new int[pixels.length];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        turned[x * size + size - 1 - y] = pixels[y * size + x];
      }
    }
    return turned;
  }
}
