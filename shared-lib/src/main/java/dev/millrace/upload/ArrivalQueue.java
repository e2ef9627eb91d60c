package dev.millrace.upload;

/// Tells the pipeline of objects, as S3 does when they arrive.
@FunctionalInterface
public interface ArrivalQueue {
  /// Tells of an object once more.
  void send(StoredObject object);
}
