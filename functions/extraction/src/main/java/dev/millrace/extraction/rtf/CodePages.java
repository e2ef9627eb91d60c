package dev.millrace.extraction.rtf;

import java.nio.charset.Charset;
import java.util.Optional;

/// The charsets that RTF calls by numbers.
final class CodePages {
  static final Charset DEFAULT = Charset.forName("windows-1252");

  private CodePages() {}

  /// {@return the charset of a Windows code page}
  static Charset ofCodePage(int number) {
    String name =
        switch (number) {
          case 65001 -> "UTF-8";
          case 10000 -> "x-MacRoman";
          case 932 -> "windows-31j";
          case 936 -> "GBK";
          case 949 -> "x-windows-949";
          case 950 -> "Big5";
          default -> number >= 1250 && number <= 1258 ? "windows-" + number : "IBM" + number;
        };
    return supported(name).orElse(DEFAULT);
  }

  /// {@return the charset that a font is made for}
  static Optional<Charset> ofFont(int number) {
    String name =
        switch (number) {
          case 0 -> "windows-1252";
          case 77 -> "x-MacRoman";
          case 128 -> "windows-31j";
          case 129 -> "x-windows-949";
          case 130 -> "x-Johab";
          case 134 -> "GBK";
          case 136 -> "Big5";
          case 161 -> "windows-1253";
          case 162 -> "windows-1254";
          case 163 -> "windows-1258";
          case 177 -> "windows-1255";
          case 178 -> "windows-1256";
          case 186 -> "windows-1257";
          case 204 -> "windows-1251";
          case 222 -> "x-windows-874";
          case 238 -> "windows-1250";
          default -> "";
        };
    return supported(name);
  }

  private static Optional<Charset> supported(String name) {
    return !name.isEmpty() && Charset.isSupported(name)
        ? Optional.of(Charset.forName(name))
        : Optional.empty();
  }
}
