package dev.millrace.extraction.core;

import java.nio.file.Path;
import java.util.Optional;

/// A document as its reader finds it: its bytes, and what else is needed to read them.
public sealed interface Source permits LocalSource, RemoteSource {
  /// {@return how many bytes there are}
  long size();

  /// {@return the local file that holds them}
  ///
  /// @throws IllegalStateException if there is none, which only readers of ranges meet with
  Path file();

  /// {@return a folder for temporary files}
  Path folder();

  /// {@return the password that its sender gave, if one was given}
  Optional<String> password();

  /// {@return whose document it is}
  String tenantId();
}
