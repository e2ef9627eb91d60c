package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.malware.ScanVerdict;
import dev.millrace.malware.ScannerUnavailableException;
import dev.millrace.malware.clamd.ClamdScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A real clamd, which knows nothing but the EICAR test file.
@Tag("contract")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClamdTest {
  private static final Path CLAMD = Path.of("/usr/sbin/clamd");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// In two halves, so that no scanner takes this source for the test file.
  private static final byte[] EICAR =
      ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
          .getBytes(StandardCharsets.US_ASCII);

  private Process clamd;
  private ClamdScanner scanner;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(CLAMD), "clamd is not installed: apt-get install clamav-daemon");
    Files.createDirectory(folder.resolve("db"));
    Files.writeString(
        folder.resolve("db/test.ndb"),
        "Eicar-Test-Signature:0:*:%s%n".formatted(HexFormat.of().formatHex(EICAR)));
    int port = freePort();
    Path config =
        Files.writeString(
            folder.resolve("clamd.conf"),
            """
            Foreground yes
            DatabaseDirectory %s
            TemporaryDirectory %s
            TCPSocket %d
            TCPAddr 127.0.0.1
            StreamMaxLength 1M
            MaxThreads 2
            """
                .formatted(folder.resolve("db"), folder, port));
    clamd =
        new ProcessBuilder(CLAMD.toString(), "--config-file=" + config)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("clamd.log").toFile())
            .start();
    scanner = new ClamdScanner("127.0.0.1", port, Duration.ofSeconds(2), Duration.ofSeconds(20));
    awaitClamd(folder.resolve("clamd.log"));
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (clamd != null) {
      clamd.destroy();
      clamd.waitFor();
    }
  }

  @Test
  void findsTheTestFile() throws IOException {
    assertThat(scan(EICAR))
        .isInstanceOfSatisfying(
            ScanVerdict.Infected.class,
            infected -> assertThat(infected.signature()).contains("Eicar-Test-Signature"));
  }

  @Test
  void findsNothingInWhatIsClean() throws IOException {
    assertThat(scan(new byte[300_000])).isEqualTo(new ScanVerdict.Clean());
    assertThat(scan("Grist to the mill.".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(new ScanVerdict.Clean());
  }

  /// clamd may hang up before its answer is heard; then the file is sent again later.
  @Test
  void neverCallsCleanWhatIsLargerThanItTakes() throws IOException {
    try {
      assertThat(scan(new byte[3 << 20])).isInstanceOf(ScanVerdict.Unscannable.class);
    } catch (ScannerUnavailableException e) {
      assertThat(e).hasMessageContaining("clamd");
    }
  }

  private ScanVerdict scan(byte[] content) throws IOException {
    return scanner.scan(new ByteArrayInputStream(content));
  }

  private void awaitClamd(Path log) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      try {
        scan(new byte[1]);
        return;
      } catch (ScannerUnavailableException e) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException(Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
