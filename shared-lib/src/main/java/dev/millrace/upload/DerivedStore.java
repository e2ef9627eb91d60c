package dev.millrace.upload;

import java.io.InputStream;
import java.nio.file.Path;

/// The objects that runs have made. Writing one again replaces it.
public interface DerivedStore {
  /// Writes an object from a file.
  void put(ObjectKey.Derived key, Path file, String contentType);

  /// Writes a small object.
  void put(ObjectKey.Derived key, byte[] content, String contentType);

  /// {@return the bytes of an object that the run is known to have written}
  InputStream open(ObjectKey.Derived key);

  /// Deletes an object, if it is there.
  void delete(ObjectKey.Derived key);
}
