package dev.millrace.inference.derived;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.search.DocumentVectors;
import dev.millrace.inference.core.search.PassageStore;
import dev.millrace.json.Json;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.ResultStore;
import dev.millrace.upload.SearchableDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Embeddings and chunks where runs have left them.
public final class DerivedPassages implements PassageStore {
  private final ResultStore results;
  private final DerivedStore store;

  public DerivedPassages(ResultStore results, DerivedStore store) {
    this.results = results;
    this.store = store;
  }

  @Override
  public DocumentVectors vectors(SearchableDocument document, EmbedderDescription embedder) {
    boolean embedded =
        results.read(document.ref(), document.runId()).stream()
            .anyMatch(part ->
                part instanceof ResultPart.Insight insight
                    && insight.embeddingsKey() != null
                    && insight.model().equals(embedder.model()));
    return embedded
        ? read(ObjectKey.Derived.embeddings(document.ref(), document.runId()))
        : DocumentVectors.NONE;
  }

  @Override
  public List<Text> texts(SearchableDocument document, Set<Integer> ordinals) {
    List<Text> texts = new ArrayList<>();
    int parts =
        ChunkManifest.read(store, ObjectKey.Derived.manifest(document.ref(), document.runId()))
            .parts();
    for (int part = 1; part <= parts && texts.size() < ordinals.size(); part++) {
      addTexts(ObjectKey.Derived.chunks(document.ref(), document.runId(), part), ordinals, texts);
    }
    return texts;
  }

  private void addTexts(ObjectKey.Derived part, Set<Integer> ordinals, List<Text> texts) {
    try (InputStream in = store.open(part);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
      for (String line = lines.readLine();
          line != null && texts.size() < ordinals.size();
          line = lines.readLine()) {
        Text text = Json.read(line, Text.class);
        if (ordinals.contains(text.ordinal())) {
          texts.add(text);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + part.value(), e);
    }
  }

  private DocumentVectors read(ObjectKey.Derived key) {
    try (InputStream in = store.open(key)) {
      return EmbeddingsFile.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + key.value(), e);
    }
  }
}
