package dev.millrace.presign.core;

import java.util.regex.Pattern;

/// Makes a filename fit to be shown and sent on.
public final class Filename {
  private static final int MAX_LENGTH = 255;
  private static final int MAX_EXTENSION_LENGTH = 10;
  private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");
  private static final Pattern DOTS = Pattern.compile("\\.*");

  private Filename() {}

  /// {@return the name without folders, characters that nobody sees and more than 255 characters;
  /// empty if nothing is left of it}
  public static String cleaned(String name) {
    String base = FOLDERS.matcher(name).replaceFirst("");
    String visible = UNSEEN.matcher(base).replaceAll("").strip();
    return DOTS.matcher(visible).matches() ? "" : shortened(visible);
  }

  private static String shortened(String name) {
    if (name.length() <= MAX_LENGTH) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension =
        dot >= name.length() - MAX_EXTENSION_LENGTH && dot >= 0 ? name.substring(dot) : "";
    int end = MAX_LENGTH - extension.length();
    boolean cutsACharacter = Character.isHighSurrogate(name.charAt(end - 1));
    return name.substring(0, cutsACharacter ? end - 1 : end) + extension;
  }
}
