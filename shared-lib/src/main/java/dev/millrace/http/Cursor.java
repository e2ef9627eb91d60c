package dev.millrace.http;

import dev.millrace.id.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// What a client holds between two pages of a list. It says where the next page begins, and is of
/// use for the very list that it came from only: same path, same tenant, same filters.
final class Cursor {
  private static final int CHECK_BYTES = 8;

  private Cursor() {}

  /// {@return the cursor of a position}
  ///
  /// @param list names the list
  static String write(String list, String position) {
    byte[] text = position.getBytes(StandardCharsets.UTF_8);
    byte[] cursor =
        ByteBuffer.allocate(CHECK_BYTES + text.length).put(check(list, text)).put(text).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /// {@return the position of a cursor}
  ///
  /// @throws ApiProblem 400 if it is none of this list
  static String read(String list, String cursor) {
    byte[] bytes = decoded(cursor);
    if (bytes.length > CHECK_BYTES) {
      byte[] text = Arrays.copyOfRange(bytes, CHECK_BYTES, bytes.length);
      if (Arrays.equals(bytes, 0, CHECK_BYTES, check(list, text), 0, CHECK_BYTES)) {
        return new String(text, StandardCharsets.UTF_8);
      }
    }
    throw ApiProblem.invalid(
        "invalid_cursor", "The cursor is not one that this list, with these filters, gave out.");
  }

  private static byte[] decoded(String cursor) {
    try {
      return Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] check(String list, byte[] position) {
    byte[] name = list.getBytes(StandardCharsets.UTF_8);
    byte[] whole =
        ByteBuffer.allocate(name.length + 1 + position.length)
            .put(name)
            .put((byte) 0)
            .put(position)
            .array();
    return Arrays.copyOf(Ids.sha256(whole), CHECK_BYTES);
  }
}
