package dev.millrace.extraction.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.extraction.core.DocumentFacts;
import dev.millrace.extraction.core.DocumentOutput;
import dev.millrace.extraction.core.PageText;
import dev.millrace.extraction.core.chunk.Chunk;
import dev.millrace.json.Json;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Run;
import dev.millrace.upload.UploadRef;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a run's text as one text object, and its pages and chunks as gzip JSON lines.
final class JsonLinesOutput implements DocumentOutput {
  private final DerivedStore store;
  private final Run run;
  private final String detectedType;
  private final Path textFile;
  private final Writer text;
  private final JsonLinesParts pages;
  private final JsonLinesParts chunks;

  JsonLinesOutput(DerivedStore store, Run run, String detectedType, Path folder)
      throws IOException {
    UploadRef upload = run.upload();
    this.store = store;
    this.run = run;
    this.detectedType = detectedType;
    this.textFile = folder.resolve("text.txt");
    this.text = Files.newBufferedWriter(textFile, UTF_8);
    this.pages =
        new JsonLinesParts(
            store,
            number -> ObjectKey.Derived.pages(upload, run.runId(), number),
            folder.resolve("pages.jsonl.gz"));
    this.chunks =
        new JsonLinesParts(
            store,
            number -> ObjectKey.Derived.chunks(upload, run.runId(), number),
            folder.resolve("chunks.jsonl.gz"));
  }

  @Override
  public void page(PageText page) throws IOException {
    if (page.start() > 0) {
      text.append('\n');
    }
    text.append(page.text());
    pages.add(page);
  }

  @Override
  public void chunk(Chunk chunk) throws IOException {
    chunks.add(chunk);
  }

  @Override
  public void finish(DocumentFacts facts) throws IOException {
    text.close();
    ObjectKey.Derived textKey = ObjectKey.Derived.text(run.upload(), run.runId());
    store.put(textKey, textFile, "text/plain; charset=utf-8");
    Manifest manifest =
        new Manifest(
            run.upload().uploadId(),
            run.runId(),
            run.upload().tenantId(),
            detectedType,
            facts.pages(),
            facts.chars(),
            facts.chunks(),
            pages.finish(),
            chunks.finish(),
            textKey.value());
    store.put(
        JsonLinesOutputs.draft(run), Json.write(manifest).getBytes(UTF_8), JsonLinesOutputs.JSON);
  }

  @Override
  public void close() throws IOException {
    text.close();
    pages.close();
    chunks.close();
  }
}
