package dev.millrace.upload.arrival;

/// Tells what a file is from its bytes.
@FunctionalInterface
public interface ContentDetector {
  /// {@return the media type of content that starts with `head`}
  ///
  /// @param filename only breaks ties that the bytes leave open
  String detect(byte[] head, String filename);
}
