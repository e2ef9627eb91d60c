package dev.millrace.inference.core.search;

import dev.millrace.inference.core.model.TextEmbedder;
import dev.millrace.inference.core.search.PassageIndex.Found;
import dev.millrace.inference.core.search.PassageIndex.Passage;
import dev.millrace.page.Page;
import dev.millrace.upload.SearchableDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Searches a tenant's documents by meaning.
public final class SearchDocuments {
  /// Below it, a question and a chunk have nothing to do with each other.
  private static final double UNRELATED = 0.15;

  /// The best so many places can be paged through.
  private static final int DEPTH = 200;

  private final TextEmbedder embedder;
  private final PassageIndex index;
  private final PassageStore store;

  public SearchDocuments(TextEmbedder embedder, PassageIndex index, PassageStore store) {
    this.embedder = embedder;
    this.index = index;
    this.store = store;
  }

  /// What a search has found, and in how much.
  ///
  /// @param documents how many documents were searched
  /// @param passages how many of their chunks
  /// @param complete whether those were all that the tenant has
  public record Answer(Page<SearchHit> hits, int documents, int passages, boolean complete) {}

  /// {@return a page of the places that are nearest in meaning, the nearest first}
  ///
  /// @param after where an earlier page ended
  /// @throws ModelException if the model gives no answer
  public Answer search(String tenantId, String query, int limit, Optional<String> after) {
    Found found = index.nearest(tenantId, embedder.embed(List.of(query))[0], DEPTH);
    List<Passage> related =
        found.nearest().stream().filter(passage -> passage.score() >= UNRELATED).toList();
    int start = Math.min(after.map(Integer::parseInt).orElse(0), related.size());
    int end = Math.min(start + limit, related.size());
    List<Passage> shown = related.subList(start, end);
    Map<Passage, SearchHit> hits = new HashMap<>();
    shown.stream()
        .collect(Collectors.groupingBy(Passage::document))
        .forEach((document, passages) -> read(document, passages, query, hits));
    return new Answer(
        new Page<>(
            shown.stream().filter(hits::containsKey).map(hits::get).toList(),
            end < related.size() ? Integer.toString(end) : null),
        found.documents(),
        found.passages(),
        found.complete());
  }

  private void read(
      SearchableDocument document,
      List<Passage> passages,
      String query,
      Map<Passage, SearchHit> hits) {
    Set<Integer> ordinals = passages.stream().map(Passage::ordinal).collect(Collectors.toSet());
    Map<Integer, PassageStore.Text> texts =
        store.texts(document, ordinals).stream()
            .collect(Collectors.toMap(PassageStore.Text::ordinal, Function.identity()));
    for (Passage passage : passages) {
      PassageStore.Text text = texts.get(passage.ordinal());
      if (text != null) {
        hits.put(passage, hit(passage, text, query));
      }
    }
  }

  private static SearchHit hit(Passage passage, PassageStore.Text text, String query) {
    return new SearchHit(
        passage.document().ref().uploadId(),
        passage.document().filename(),
        passage.ordinal(),
        text.pageStart(),
        text.pageEnd(),
        text.heading(),
        Snippet.of(text.text(), query),
        Math.round(passage.score() * 1e4) / 1e4);
  }
}
