package dev.millrace.inference.derived;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// What extraction says of the chunks that it has written.
///
/// @param chunks how many there are
/// @param parts how many objects they lie in
record ChunkManifest(int chunks, int parts) {

  static ChunkManifest read(DerivedStore store, ObjectKey.Derived key) {
    try (InputStream in = store.open(key)) {
      JsonNode manifest = Json.tree(new String(in.readAllBytes(), UTF_8));
      return new ChunkManifest(
          manifest.required("chunks").asInt(), manifest.required("chunkParts").size());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + key.value(), e);
    }
  }
}
