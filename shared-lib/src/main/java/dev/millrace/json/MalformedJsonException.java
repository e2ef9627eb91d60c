package dev.millrace.json;

/// A text is not the JSON that its reader expects; reading it again cannot help.
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(Class<?> expected, String problem) {
    super("not a valid %s: %s".formatted(expected.getSimpleName(), problem));
  }
}
