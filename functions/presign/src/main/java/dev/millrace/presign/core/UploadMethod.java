package dev.millrace.presign.core;

/// How the bytes of an upload are sent.
public enum UploadMethod {
  /// As a form, which every browser can do.
  POST,
  /// As they are, with headers.
  PUT
}
