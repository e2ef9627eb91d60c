package dev.millrace.inference.search;

import dev.millrace.inference.core.search.DocumentVectors;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Embeddings of runs, which never change, as many as there is room for; those that were not asked
/// for longest go first.
final class VectorCache {
  private final int capacity;
  private final Map<String, DocumentVectors> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int vectors;

  /// @param capacity how many vectors are kept
  VectorCache(int capacity) {
    this.capacity = capacity;
  }

  /// {@return the embeddings of a run, loaded if they are not kept}
  DocumentVectors get(String run, Supplier<DocumentVectors> loader) {
    synchronized (kept) {
      DocumentVectors known = kept.get(run);
      if (known != null) {
        return known;
      }
    }
    DocumentVectors loaded = loader.get();
    synchronized (kept) {
      if (kept.putIfAbsent(run, loaded) == null) {
        vectors += loaded.count();
        makeRoom();
      }
    }
    return loaded;
  }

  private void makeRoom() {
    Iterator<DocumentVectors> eldest = kept.values().iterator();
    while (vectors > capacity && eldest.hasNext()) {
      vectors -= eldest.next().count();
      eldest.remove();
    }
  }
}
