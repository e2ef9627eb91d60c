package dev.millrace.extraction.fuzz;

import dev.millrace.testing.RepositoryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What a fuzzer has once found, and some inputs for it to begin with.
class FoundInputsTest {
  private static final Map<String, Target> TARGETS =
      Map.of(
          "Chunker", ChunkerTarget::fuzzerTestOneInput,
          "Csv", CsvTarget::fuzzerTestOneInput,
          "Detector", DetectorTarget::fuzzerTestOneInput,
          "Office", OfficeTarget::fuzzerTestOneInput);

  private interface Target {
    void read(byte[] data) throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> areReadWithoutHarm() {
    return TARGETS.entrySet().stream()
        .flatMap(target ->
            inputs(target.getKey()).stream()
                .map(file ->
                    DynamicTest.dynamicTest(
                        target.getKey() + " " + file.getFileName(),
                        () -> target.getValue().read(Files.readAllBytes(file)))));
  }

  private static List<Path> inputs(String target) {
    Path root = RepositoryFiles.locate("functions/extraction/src/test/resources/fuzz");
    try (Stream<Path> files = Files.list(root.resolve(target))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
