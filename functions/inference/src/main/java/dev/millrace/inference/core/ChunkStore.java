package dev.millrace.inference.core;

import dev.millrace.upload.Run;
import java.util.function.Consumer;

/// Where extraction has left the chunks of documents.
public interface ChunkStore {
  /// {@return how many chunks a run has}
  int count(Run run);

  /// Hands over all chunks of a run in their order, one at a time.
  void read(Run run, Consumer<Chunk> each);
}
