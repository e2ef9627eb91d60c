package dev.millrace.extraction.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// A document as its reader finds it: its bytes, and what else is needed to read them.
public interface Source {
  /// {@return how many bytes there are}
  long size();

  /// {@return a local file that holds them; its folder may take temporary files}
  Path file();

  /// {@return the bytes from an offset on}
  ///
  /// @throws IOException when they are out of reach
  InputStream from(long offset) throws IOException;

  /// {@return the password that its sender gave, if one was given}
  Optional<String> password();

  /// {@return whose document it is}
  String tenantId();
}
