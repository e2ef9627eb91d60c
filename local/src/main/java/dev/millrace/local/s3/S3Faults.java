package dev.millrace.local.s3;

/// What goes wrong in the local S3, on purpose.
@FunctionalInterface
public interface S3Faults {
  /// Nothing does.
  S3Faults NONE = (_, _) -> Fault.NONE;

  /// What becomes of one request.
  enum Fault {
    /// It is done and answered.
    NONE,
    /// It is not done, and the answer is 503.
    REFUSED,
    /// It is done, but the connection breaks off in the middle of the answer.
    BROKEN_OFF
  }

  /// {@return what becomes of the next request}
  ///
  /// @param method its method
  /// @param path bucket and key, each behind a slash
  Fault next(String method, String path);
}
