package dev.millrace.upload.arrival;

import dev.millrace.malware.ScanVerdict;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.StoredObject;
import org.jspecify.annotations.Nullable;

/// What a message tells of: an object of ours that has arrived or has been scanned.
public sealed interface Arrival {
  /// {@return the key of the object}
  ObjectKey key();

  /// It is about bytes that a user sent.
  sealed interface OfOriginal extends Arrival {
    @Override
    ObjectKey.Original key();
  }

  /// An original has been stored.
  record Stored(StoredObject object) implements OfOriginal {
    @Override
    public ObjectKey.Original key() {
      return object.key();
    }
  }

  /// An original has been scanned for malware.
  record Scanned(
      ObjectKey.Original key, String etag, @Nullable String versionId, ScanVerdict verdict)
      implements OfOriginal {
    /// {@return whether this is about the very version of the object}
    boolean tellsOf(StoredObject object) {
      return (versionId == null || object.versionId() == null)
          ? etag.equals(object.etag())
          : versionId.equals(object.versionId());
    }
  }

  /// Something that a run has made has been stored.
  record Derived(ObjectKey.Derived key) implements Arrival {}
}
