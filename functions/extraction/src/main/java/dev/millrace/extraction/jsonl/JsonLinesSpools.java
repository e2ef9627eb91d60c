package dev.millrace.extraction.jsonl;

import dev.millrace.extraction.core.PageSpool;
import dev.millrace.extraction.core.PageSpools;
import dev.millrace.upload.Checkpoint.Spool;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Run;
import java.nio.file.Path;

/// Spools pages to derived objects.
public final class JsonLinesSpools implements PageSpools {
  private final DerivedStore store;

  public JsonLinesSpools(DerivedStore store) {
    this.store = store;
  }

  @Override
  public PageSpool open(Run run, Path folder) {
    return new JsonLinesSpool(store, run, folder);
  }

  @Override
  public void discard(Run run) {
    for (Spool spool : run.reached().spools()) {
      for (int number = 1; number <= spool.parts(); number++) {
        store.delete(ObjectKey.Derived.spool(run.upload(), run.runId(), spool.worker(), number));
      }
    }
  }
}
