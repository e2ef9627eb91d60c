package dev.millrace.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void findsFilesInFoldersButNotHiddenOnes() throws IOException {
    Files.createDirectories(folder.resolve("sub/.hidden"));
    Path first = file("b.txt");
    Path second = file("sub/a.txt");
    Path hidden = file("sub/.hidden/c.txt");
    file(".d.txt");

    assertThat(DemoFiles.in(List.of(folder))).containsExactly(first, second);
    assertThat(DemoFiles.in(List.of(hidden))).containsExactly(hidden);
    assertThat(DemoFiles.contentType(Path.of("A.PDF"))).isEqualTo("application/pdf");
    assertThat(DemoFiles.contentType(Path.of("README"))).isEqualTo("application/octet-stream");
  }

  @Test
  void followsAFileFromItsFormToItsNotice() throws Exception {
    List<FileReport> reports = run(Optional.empty(), new JsonLines(out), "good.txt");

    assertThat(reports).singleElement().matches(FileReport::passed);
    var json = Json.read(printed.toString(StandardCharsets.UTF_8));
    assertThat(json.path("file").asText()).isEqualTo(folder.resolve("good.txt").toString());
    assertThat(json.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(json.path("detectedType").asText()).isEqualTo("text/plain");
    assertThat(json.path("pages").asInt()).isEqualTo(2);
    assertThat(json.path("chars").asInt()).isEqualTo(1234);
    assertThat(json.path("chunks").asInt()).isEqualTo(3);
    assertThat(json.path("textHref").asText()).endsWith("/text");
    assertThat(json.at("/labels/0/name").asText()).isEqualTo("tabby cat");
    assertThat(json.at("/webhook/type").asText()).isEqualTo("upload.completed");
    assertThat(json.at("/webhook/verified").asBoolean()).isTrue();
    assertThat(json.path("ms").properties()).hasSize(3);
  }

  @Test
  void savesTexts() throws Exception {
    Path texts = folder.resolve("texts");

    List<FileReport> reports = run(Optional.of(texts), new JsonLines(out), "good.txt");

    assertThat(texts.resolve("good.txt.txt")).hasContent("the text");
    assertThat(reports.getFirst().json().path("textPath").asText())
        .isEqualTo(texts.resolve("good.txt.txt").toString());
  }

  @Test
  void tellsPeopleInWords() throws Exception {
    run(Optional.empty(), new PlainLines(out), "good.txt");

    assertThat(printed.toString(StandardCharsets.UTF_8).lines().map(String::strip))
        .contains(
            "shows     tabby cat 75 %",
            "A striped cat.", "kind      animal 90 %", "concepts  river, old mill");
  }

  @Test
  void takesRefusalsAndFailuresWithAReasonForAnswers() throws Exception {
    List<FileReport> reports = run(Optional.empty(), new PlainLines(out), "no.exe", "bad.txt");

    assertThat(reports).allMatch(FileReport::passed);
    assertThat(reports.getFirst().json().path("state").asText()).isEqualTo("REJECTED");
    assertThat(reports.getFirst().json().at("/error/code").asText())
        .isEqualTo("unsupported_media_type");
    assertThat(reports.getLast().json().path("state").asText()).isEqualTo("FAILED");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("uploading", "✓", "corrupt: cannot be read", "signature verified");
  }

  @Test
  void doesNotPassWhatIsNotVerifiedOrNotTaken() throws Exception {
    List<FileReport> reports =
        run(Optional.empty(), new ProgressBars(out), "forged.txt", "unsent.txt");

    assertThat(reports).noneMatch(FileReport::passed);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("signature NOT VALID", "demo_form_refused", "✗", "[####");
  }

  private List<FileReport> run(Optional<Path> texts, DemoListener listener, String... names)
      throws IOException, InterruptedException {
    try (FakeMillrace millrace = new FakeMillrace()) {
      List<Path> files = new ArrayList<>();
      for (String name : names) {
        files.add(file(name));
      }
      return new Demo(millrace.uri(), "mk_test", texts).run(files, listener);
    }
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "content");
  }
}
