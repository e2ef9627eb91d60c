package dev.millrace.upload.arrival;

import dev.millrace.malware.MalwareGate;
import dev.millrace.malware.ScanVerdict;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Reads an object through once: what it is, the hash of all its bytes, and what a scanner says.
public final class Inspection {
  private static final int HEAD_BYTES = 64 * 1024;

  private final OriginalStore originals;
  private final ContentDetector detector;
  private final MalwareGate gate;

  /// @param gate its scanner, if it has one, looks at the bytes before anybody else does
  public Inspection(OriginalStore originals, ContentDetector detector, MalwareGate gate) {
    this.originals = originals;
    this.detector = detector;
    this.gate = gate;
  }

  /// What was found.
  sealed interface Finding {
    /// The bytes may be read.
    ///
    /// @param sha256 of all bytes, lower-case hex
    /// @param scanned whether a scanner has looked at them now
    record Content(String detectedType, String sha256, boolean scanned) implements Finding {}

    /// They must not.
    record Unsafe(ScanVerdict verdict) implements Finding {}
  }

  /// {@return what an object is}
  ///
  /// @param filename only breaks ties that the bytes leave open
  /// @throws dev.millrace.malware.ScannerUnavailableException if it must be scanned first and
  ///   cannot be at the moment
  Finding inspect(StoredObject object, String filename) {
    MessageDigest sha256 = sha256();
    try (InputStream bytes = new DigestInputStream(originals.open(object, object.size()), sha256)) {
      byte[] head = bytes.readNBytes(HEAD_BYTES);
      if (gate instanceof MalwareGate.Scanning scanning) {
        ScanVerdict verdict =
            scanning.scanner().scan(new SequenceInputStream(new ByteArrayInputStream(head), bytes));
        if (!passes(verdict, object, scanning)) {
          return new Finding.Unsafe(verdict);
        }
      }
      bytes.transferTo(OutputStream.nullOutputStream());
      return new Finding.Content(
          detector.detect(head, filename),
          HexFormat.of().formatHex(sha256.digest()),
          gate instanceof MalwareGate.Scanning);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + object.key().value(), e);
    }
  }

  private static boolean passes(
      ScanVerdict verdict, StoredObject object, MalwareGate.Scanning scanning) {
    return switch (verdict) {
      case ScanVerdict.Clean _ -> true;
      case ScanVerdict.Encrypted _ ->
          scanning.letsEncryptedPass().test(object.key().upload().tenantId());
      case ScanVerdict.Infected _, ScanVerdict.Unscannable _ -> false;
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
