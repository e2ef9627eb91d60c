package dev.millrace.inference.djl;

import java.nio.file.Path;
import java.util.List;

/// A model bundle is not what it must be; the function cannot start with it.
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param problems all that is wrong with it
  BundleException(Path folder, List<String> problems) {
    super("model bundle " + folder.getFileName() + ": " + String.join("; ", problems));
  }
}
