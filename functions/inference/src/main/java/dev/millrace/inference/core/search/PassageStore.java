package dev.millrace.inference.core.search;

import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.upload.SearchableDocument;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What runs of documents have left to search in.
public interface PassageStore {
  /// {@return the embeddings of a document's chunks, none if they are not of that model}
  DocumentVectors vectors(SearchableDocument document, EmbedderDescription embedder);

  /// {@return some of a document's chunks}
  List<Text> texts(SearchableDocument document, Set<Integer> ordinals);

  /// A chunk as people find it again.
  ///
  /// @param pageStart the page that it begins on, from 1
  record Text(int ordinal, int pageStart, int pageEnd, @Nullable String heading, String text) {}
}
