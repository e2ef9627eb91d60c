package dev.millrace.api.core;

/// Makes links to objects in the bucket.
@FunctionalInterface
public interface LinkSigner {
  /// {@return a link to an object, whether it is there or not}
  TemporaryLink link(String objectKey);
}
