package dev.millrace.inference.search;

import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.search.DocumentCatalog;
import dev.millrace.inference.core.search.DocumentVectors;
import dev.millrace.inference.core.search.PassageIndex;
import dev.millrace.inference.core.search.PassageStore;
import dev.millrace.upload.SearchableDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.lucene.util.VectorUtil;

/// Compares a question with every chunk of a tenant's latest documents. The embeddings stay in
/// memory once they have been asked for, up to a limit.
///
/// Exact, always up to date and without a second system to run; from a few hundred thousand chunks
/// a tenant on, a vector index is the better [PassageIndex].
public final class ScannedPassages implements PassageIndex {
  private final DocumentCatalog catalog;
  private final PassageStore store;
  private final EmbedderDescription embedder;
  private final ScanLimits limits;
  private final Executor loaders;
  private final VectorCache cache;

  /// @param loaders run loading of embeddings, several at a time
  public ScannedPassages(
      DocumentCatalog catalog,
      PassageStore store,
      EmbedderDescription embedder,
      ScanLimits limits,
      Executor loaders) {
    this.catalog = catalog;
    this.store = store;
    this.embedder = embedder;
    this.limits = limits;
    this.loaders = loaders;
    this.cache = new VectorCache(limits.cachedVectors());
  }

  @Override
  public Found nearest(String tenantId, float[] vector, int limit) {
    List<SearchableDocument> documents = catalog.latest(tenantId, limits.documents());
    List<CompletableFuture<DocumentVectors>> loading =
        documents.stream()
            .map(document -> CompletableFuture.supplyAsync(() -> vectors(document), loaders))
            .toList();
    PriorityQueue<Passage> best = new PriorityQueue<>(Comparator.comparingDouble(Passage::score));
    int searched = 0;
    int passages = 0;
    for (int i = 0; i < documents.size() && passages < limits.vectors(); i++) {
      DocumentVectors vectors = loading.get(i).join();
      scan(documents.get(i), vectors, vector, limit, best);
      searched++;
      passages += vectors.count();
    }
    List<Passage> nearest = new ArrayList<>(best);
    nearest.sort(Comparator.comparingDouble(Passage::score).reversed());
    boolean complete = searched == documents.size() && searched < limits.documents();
    return new Found(nearest, searched, passages, complete);
  }

  private static void scan(
      SearchableDocument document,
      DocumentVectors vectors,
      float[] wanted,
      int limit,
      PriorityQueue<Passage> best) {
    for (int i = 0; i < vectors.count(); i++) {
      float score = VectorUtil.dotProduct(wanted, vectors.vector(i));
      if (best.size() < limit) {
        best.add(new Passage(document, vectors.ordinal(i), score));
      } else if (score > best.element().score()) {
        best.remove();
        best.add(new Passage(document, vectors.ordinal(i), score));
      }
    }
  }

  private DocumentVectors vectors(SearchableDocument document) {
    return cache.get(
        document.ref().tenantId() + '/' + document.runId(),
        () -> store.vectors(document, embedder));
  }
}
