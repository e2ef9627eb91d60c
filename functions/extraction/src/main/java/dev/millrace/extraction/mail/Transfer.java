package dev.millrace.extraction.mail;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/// How the bytes of a part are written in a mail.
enum Transfer {
  BASE64 {
    @Override
    byte[] decode(byte[] text) {
      try {
        return Base64.getMimeDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        // The end was lost: what stands before the last whole group can be read.
        byte[] letters = letters(text);
        return Base64.getMimeDecoder().decode(Arrays.copyOf(letters, letters.length / 4 * 4));
      }
    }
  },
  QUOTED_PRINTABLE {
    @Override
    byte[] decode(byte[] text) {
      ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length);
      for (int i = 0; i < text.length; i++) {
        if (text[i] != '=') {
          decoded.write(text[i]);
          continue;
        }
        int lineEnd = lineEndAt(text, i + 1);
        if (lineEnd > 0) {
          i = lineEnd;
        } else if (i + 2 < text.length && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
          decoded.write(hex(text[i + 1]) * 16 + hex(text[i + 2]));
          i += 2;
        } else {
          decoded.write('=');
        }
      }
      return decoded.toByteArray();
    }
  },
  AS_IT_IS {
    @Override
    byte[] decode(byte[] text) {
      return text;
    }
  };

  /// {@return the bytes that a text stands for; what makes no sense is left out or as it is}
  abstract byte[] decode(byte[] text);

  /// {@return the encoding that a header names}
  static Transfer of(String header) {
    return switch (header.strip().toLowerCase(Locale.ROOT)) {
      case "base64" -> BASE64;
      case "quoted-printable" -> QUOTED_PRINTABLE;
      default -> AS_IT_IS;
    };
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }

  /// {@return the last byte of the line end that stands there, after white space, or -1}
  private static int lineEndAt(byte[] text, int from) {
    int at = from;
    while (at < text.length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) {
      at++;
    }
    return at < text.length && text[at] == '\n' ? at : -1;
  }

  private static byte[] letters(byte[] text) {
    ByteArrayOutputStream letters = new ByteArrayOutputStream(text.length);
    for (byte b : text) {
      if (Character.isLetterOrDigit(b) || b == '+' || b == '/') {
        letters.write(b);
      }
    }
    return letters.toByteArray();
  }
}
