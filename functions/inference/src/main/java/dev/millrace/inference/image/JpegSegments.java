package dev.millrace.inference.image;

/// Looks at the markers of JPEG files.
final class JpegSegments {
  private static final byte MARKER = (byte) 0xff;
  private static final byte START_OF_IMAGE = (byte) 0xd8;
  private static final byte START_OF_SCAN = (byte) 0xda;

  private JpegSegments() {}

  /// {@return how many scans a file has at most; 0 if it is no JPEG file}
  ///
  /// Inside a scan a marker's first byte is always followed by a zero, so that none is counted that
  /// is not there; other segments may look like one, which errs on the safe side.
  static int scans(byte[] file) {
    if (file.length < 2 || file[0] != MARKER || file[1] != START_OF_IMAGE) {
      return 0;
    }
    int scans = 0;
    for (int i = 2; i + 1 < file.length; i++) {
      if (file[i] == MARKER && file[i + 1] == START_OF_SCAN) {
        scans++;
      }
    }
    return scans;
  }
}
