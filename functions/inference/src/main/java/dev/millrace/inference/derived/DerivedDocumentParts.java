package dev.millrace.inference.derived;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.inference.core.Chunk;
import dev.millrace.inference.core.DocumentParts;
import dev.millrace.json.Json;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// Chunks as gzip JSON lines in objects that the manifest counts, embeddings as one binary object.
public final class DerivedDocumentParts implements DocumentParts {
  private final DerivedStore store;

  public DerivedDocumentParts(DerivedStore store) {
    this.store = store;
  }

  @Override
  public int countChunks(Run run) {
    return manifest(run).chunks();
  }

  @Override
  public void readChunks(Run run, Consumer<Chunk> each) {
    int parts = manifest(run).parts();
    for (int part = 1; part <= parts; part++) {
      read(ObjectKey.Derived.chunks(run.upload(), run.runId(), part), each);
    }
  }

  @Override
  public ObjectKey.Derived writeEmbeddings(Run run, List<Chunk> chunks, float[][] vectors) {
    ObjectKey.Derived key = ObjectKey.Derived.embeddings(run.upload(), run.runId());
    List<Integer> ordinals = chunks.stream().map(Chunk::ordinal).toList();
    store.put(key, EmbeddingsFile.write(ordinals, vectors), "application/octet-stream");
    return key;
  }

  private ChunkManifest manifest(Run run) {
    return ChunkManifest.read(store, ObjectKey.Derived.manifest(run.upload(), run.runId()));
  }

  private void read(ObjectKey.Derived part, Consumer<Chunk> each) {
    try (InputStream in = store.open(part);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        each.accept(Json.read(line, Chunk.class));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + part.value(), e);
    }
  }
}
