package dev.millrace.extraction.fuzz;

import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.detect.TikaContentDetector;

/// Bytes of any kind get a media type, whatever their name is.
public final class DetectorTarget {
  private static final TikaContentDetector DETECTOR =
      new TikaContentDetector(new Charsets(new ChardetGuess()));
  private static final String[] NAMES = {
    "", "a.csv", "a.txt", "a.docx", "a.xls", "a.eml", "a.html"
  };

  private DetectorTarget() {}

  /// Tells what a file is.
  ///
  /// @param data the number of a name, then the file
  public static void fuzzerTestOneInput(byte[] data) {
    String name = data.length == 0 ? "" : NAMES[Math.floorMod(data[0], NAMES.length)];
    byte[] head = Inputs.from(data, 1);
    String type = DETECTOR.detect(head, name);
    if (type.isBlank() || type.length() > 255) {
      throw new AssertionError("no media type: " + type);
    }
  }
}
