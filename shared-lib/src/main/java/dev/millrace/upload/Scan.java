package dev.millrace.upload;

/// What is known of malware in an upload.
public enum Scan {
  /// A scanner has still to look.
  PENDING,
  /// A scanner has found nothing.
  CLEAN,
  /// A scanner has found something.
  INFECTED,
  /// No scanner can tell.
  UNSCANNABLE
}
