package dev.millrace.inference.core;

import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Run;
import java.util.List;
import java.util.function.Consumer;

/// The parts of documents: the chunks that extraction has left, and what inference adds to them.
public interface DocumentParts {
  /// {@return how many chunks a run has}
  int countChunks(Run run);

  /// Hands over all chunks of a run in their order, one at a time.
  void readChunks(Run run, Consumer<Chunk> each);

  /// Keeps the embeddings of a run; writing them again replaces them.
  ///
  /// @param chunks those that have one, in their order
  /// @return where they are kept
  ObjectKey.Derived writeEmbeddings(Run run, List<Chunk> chunks, float[][] vectors);
}
