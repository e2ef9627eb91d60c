package dev.millrace.extraction.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.extraction.core.DocumentFacts;
import dev.millrace.extraction.core.DocumentOutput;
import dev.millrace.extraction.core.PageText;
import dev.millrace.extraction.core.chunk.Chunk;
import dev.millrace.json.Json;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Run;
import dev.millrace.upload.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesOutputTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Upload UPLOAD = Samples.upload(Samples.REF, Kind.PDF, 9, NOW);
  private static final Run RUN = Run.of(Samples.object(UPLOAD), 1, Kind.PDF, NOW);
  private static final String PREFIX = "derived/acme/up_01/" + RUN.runId() + "/";

  private final MemoryObjects objects = new MemoryObjects();
  private final JsonLinesOutputs outputs = new JsonLinesOutputs(objects);

  @TempDir private Path folder;

  @Test
  void theTextIsThePagesJoinedByLineFeeds() throws IOException {
    write(List.of("", "one", "", "tw\u00F6"));

    assertThat(text("text.txt")).isEqualTo("\none\n\ntw\u00F6");
  }

  @Test
  void pagesAndChunksAreJsonLines() throws IOException {
    write(List.of("one", "two"));

    assertThat(lines("pages-00001.jsonl.gz"))
        .containsExactly(
            "{\"page\":1,\"start\":0,\"end\":3,\"text\":\"one\"}",
            "{\"page\":2,\"start\":4,\"end\":7,\"text\":\"two\"}");
    assertThat(lines("chunks-00001.jsonl.gz"))
        .containsExactly(
            "{\"ordinal\":0,\"pageStart\":1,\"pageEnd\":2,\"start\":0,\"end\":7,"
                + "\"headings\":[\"Mills\"],\"kind\":\"TEXT\",\"text\":\"one\\ntwo\","
                + "\"sha256\":\"abcd\",\"tokens\":2,\"language\":\"en\"}");
  }

  @Test
  void nobodyIsToldBeforeTheAnnouncement() throws IOException {
    write(List.of("one"));
    assertThat(objects.keys()).doesNotContain(PREFIX + "chunks.manifest.json");

    outputs.announce(RUN);

    JsonNode manifest = Json.tree(text("chunks.manifest.json"));
    assertThat(manifest)
        .isEqualTo(
            Json.tree(
                """
                {
                  "uploadId": "up_01",
                  "runId": "%1$s",
                  "tenantId": "acme",
                  "detectedType": "application/pdf",
                  "pages": 1,
                  "chars": 3,
                  "chunks": 1,
                  "pageParts": ["%2$spages-00001.jsonl.gz"],
                  "chunkParts": ["%2$schunks-00001.jsonl.gz"],
                  "textKey": "%2$stext.txt"
                }
                """
                    .formatted(RUN.runId(), PREFIX)));
  }

  @Test
  void aDocumentWithoutChunksIsAnnouncedToo() throws IOException {
    try (DocumentOutput output = outputs.open(RUN, "text/plain", folder)) {
      output.finish(new DocumentFacts(0, 0, 0, List.of(), 0, null, List.of()));
    }
    outputs.announce(RUN);

    JsonNode manifest = Json.tree(text("chunks.manifest.json"));
    assertThat(manifest.path("chunks").asInt()).isZero();
    assertThat(manifest.path("chunkParts")).isEmpty();
    assertThat(text("text.txt")).isEmpty();
  }

  @Test
  void manyPagesAreManyParts() throws IOException {
    write(Collections.nCopies(501, "page"));

    assertThat(lines("pages-00001.jsonl.gz")).hasSize(250);
    assertThat(lines("pages-00002.jsonl.gz")).hasSize(250);
    assertThat(lines("pages-00003.jsonl.gz")).hasSize(1);
  }

  @Test
  void longPagesMakeShortParts() throws IOException {
    write(Collections.nCopies(3, "x".repeat(3_000_000)));

    assertThat(lines("pages-00001.jsonl.gz")).hasSize(2);
    assertThat(lines("pages-00002.jsonl.gz")).hasSize(1);
  }

  @Test
  void anOutputThatIsGivenUpStoresNothing() throws IOException {
    try (DocumentOutput output = outputs.open(RUN, "application/pdf", folder)) {
      output.page(new PageText(1, 0, 3, "one"));
    }

    assertThat(objects.keys()).isEmpty();
  }

  private void write(List<String> pages) throws IOException {
    try (DocumentOutput output = outputs.open(RUN, "application/pdf", folder)) {
      long start = 0;
      for (int i = 0; i < pages.size(); i++) {
        String text = pages.get(i);
        output.page(new PageText(i + 1, start, start + text.length(), text));
        start += text.length() + 1;
      }
      String whole = String.join("\n", pages);
      output.chunk(
          new Chunk(
              0,
              1,
              pages.size(),
              0,
              whole.length(),
              List.of("Mills"),
              Chunk.Kind.TEXT,
              null,
              whole,
              "abcd",
              2,
              "en"));
      output.finish(
          new DocumentFacts(pages.size(), whole.length(), 1, List.of(), 0, null, List.of()));
    }
  }

  private String text(String name) {
    return new String(objects.content(PREFIX + name), UTF_8);
  }

  private List<String> lines(String name) throws IOException {
    try (GZIPInputStream bytes =
        new GZIPInputStream(new ByteArrayInputStream(objects.content(PREFIX + name)))) {
      return new String(bytes.readAllBytes(), UTF_8).lines().toList();
    }
  }
}
