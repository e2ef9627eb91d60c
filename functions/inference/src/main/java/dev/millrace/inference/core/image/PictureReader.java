package dev.millrace.inference.core.image;

import dev.millrace.event.EventData.Reason;

/// Reads pictures for a classifier.
public interface PictureReader {
  /// {@return the picture in a file's content, brought to the frame, or why there is none}
  Reading read(byte[] content, Frame frame);

  /// What came of reading a picture.
  sealed interface Reading {
    /// The content is a picture.
    record Decoded(Picture picture) implements Reading {}

    /// It is not, or not one that can be looked at.
    record Refused(Reason reason) implements Reading {}
  }
}
