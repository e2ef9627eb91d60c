package dev.millrace.extraction.core;

import dev.millrace.upload.StoredObject;

/// The other extraction, which reads what needs programs and libraries too big for this one. What a
/// tenant may send there is a matter of flags.
public interface Elsewhere {
  /// There is no other extraction: this is it.
  Elsewhere NOWHERE =
      new Elsewhere() {
        @Override
        public boolean exists() {
          return false;
        }

        @Override
        public boolean reads(String mediaType, String tenantId) {
          return false;
        }

        @Override
        public boolean recognizes(String tenantId) {
          return false;
        }

        @Override
        public void send(StoredObject object) {
          throw new IllegalStateException("there is nowhere to send " + object.key().value());
        }
      };

  /// {@return whether there is another extraction}
  default boolean exists() {
    return true;
  }

  /// {@return whether documents of a media type are read there}
  boolean reads(String mediaType, String tenantId);

  /// {@return whether pages that are pictures of text are read there}
  boolean recognizes(String tenantId);

  /// Tells it of a document.
  void send(StoredObject object);
}
