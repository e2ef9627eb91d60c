package dev.millrace.upload;

import java.io.InputStream;
import java.util.Optional;

/// The objects that users have sent. What is read is always the version that was asked for.
public interface OriginalStore {
  /// {@return the newest version of an object, or empty if it is not there}
  Optional<StoredObject> head(ObjectKey.Original key);

  /// {@return the bytes of an object, or the first `limit` of them}
  InputStream open(StoredObject object, long limit);

  /// {@return some of an object's bytes}
  ///
  /// @param length how many, all of which there are
  byte[] range(StoredObject object, long offset, int length);

  /// Deletes an object.
  void delete(StoredObject object);

  /// Keeps an object from every reader for good; it can only be deleted.
  void quarantine(StoredObject object);
}
