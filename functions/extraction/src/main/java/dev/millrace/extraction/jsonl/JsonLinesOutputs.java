package dev.millrace.extraction.jsonl;

import dev.millrace.extraction.core.DocumentOutput;
import dev.millrace.extraction.core.DocumentOutputs;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Keeps the text of runs as derived objects. The list of their parts is written twice: first as a
/// draft that nobody watches, then, to announce the run, under the key that inference waits for.
public final class JsonLinesOutputs implements DocumentOutputs {
  static final String JSON = "application/json";

  private final DerivedStore store;

  public JsonLinesOutputs(DerivedStore store) {
    this.store = store;
  }

  @Override
  public DocumentOutput open(Run run, String detectedType, Path folder) throws IOException {
    return new JsonLinesOutput(store, run, detectedType, folder);
  }

  @Override
  public void announce(Run run) throws IOException {
    byte[] manifest;
    try (InputStream draft = store.open(draft(run))) {
      manifest = draft.readAllBytes();
    }
    store.put(ObjectKey.Derived.manifest(run.upload(), run.runId()), manifest, JSON);
  }

  static ObjectKey.Derived draft(Run run) {
    return new ObjectKey.Derived(run.upload(), run.runId(), "draft.json");
  }
}
