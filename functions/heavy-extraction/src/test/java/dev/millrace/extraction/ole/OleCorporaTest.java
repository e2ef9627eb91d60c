package dev.millrace.extraction.ole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.heavy.FileSource;
import dev.millrace.extraction.heavy.KeptPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reads every old Office document under the folder that `MILLRACE_CORPORA` names.
@Tag("wide")
class OleCorporaTest {
  @Test
  void everyDocumentEndsForAReasonThatHasAName() throws IOException {
    String corpora = System.getenv("MILLRACE_CORPORA");
    assumeTrue(corpora != null, "MILLRACE_CORPORA names no folder, so the wide run is skipped");
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(corpora))) {
      files = all.filter(file -> file.toString().matches(".*\\.(doc|xls|ppt|msg)")).toList();
    }
    int read = 0;
    for (Path file : files) {
      KeptPages pages = KeptPages.all();
      Reading reading =
          new OleExtractor()
              .extract(
                  FileSource.of(file),
                  Position.START,
                  pages,
                  Deadline.in(Duration.ofMinutes(1), Clock.systemUTC()));
      read += reading instanceof Reading.Done ? 1 : 0;
      int chars = pages.texts().stream().mapToInt(String::length).sum();
      System.out.printf("%s: %d pages, %d chars, %s%n", file, pages.pages().size(), chars, reading);
    }
    System.out.printf("%d of %d documents read%n", read, files.size());

    assertThat(files).isNotEmpty();
  }
}
