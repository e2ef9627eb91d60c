package dev.millrace.inference.djl;

import dev.millrace.json.Json;
import dev.millrace.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What all model bundles have in common.
final class Bundles {
  private static final String METADATA = "model_metadata.json";
  private static final String NETWORK = "model.pt";

  private Bundles() {}

  /// {@return the description in a folder}
  static BundleFields metadata(Path folder) {
    try {
      return new BundleFields(Json.tree(Files.readString(folder.resolve(METADATA))));
    } catch (IOException e) {
      throw new BundleException(folder, List.of("there is no " + METADATA + " that can be read"));
    } catch (MalformedJsonException e) {
      throw new BundleException(folder, List.of(METADATA + " is not JSON"));
    }
  }

  /// Compares the network with its description.
  ///
  /// @throws BundleException if it is another one
  static void verify(Path folder, String sha256) {
    Path network = folder.resolve(NETWORK);
    if (!Files.isRegularFile(network)) {
      throw new BundleException(folder, List.of("there is no " + NETWORK));
    }
    String actual = sha256(network);
    if (!actual.equals(sha256)) {
      throw new BundleException(
          folder, List.of("sha256 is %s, but %s has %s".formatted(sha256, NETWORK, actual)));
    }
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
