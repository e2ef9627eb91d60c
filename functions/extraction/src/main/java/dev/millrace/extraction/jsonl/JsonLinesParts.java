package dev.millrace.extraction.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.json.Json;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes JSON lines as a row of gzip objects, each small enough to be read at once.
final class JsonLinesParts implements AutoCloseable {
  private static final int MAX_LINES = 250;
  private static final long MAX_CHARS = 4L * 1024 * 1024;
  private static final String GZIP = "application/gzip";

  private final DerivedStore store;
  private final IntFunction<ObjectKey.Derived> keys;
  private final Path file;
  private final List<String> stored = new ArrayList<>();
  private @Nullable Writer part;
  private int lines;
  private long chars;

  /// @param keys the key of each part by its number, from 1
  /// @param file holds the part at hand
  JsonLinesParts(DerivedStore store, IntFunction<ObjectKey.Derived> keys, Path file) {
    this.store = store;
    this.keys = keys;
    this.file = file;
  }

  /// Adds a line.
  void add(Object value) throws IOException {
    if (part == null) {
      part = open();
    }
    String line = Json.write(value);
    part.append(line).append('\n');
    chars += line.length();
    if (++lines == MAX_LINES || chars >= MAX_CHARS) {
      store(part);
    }
  }

  /// Stores the last part.
  ///
  /// @return the keys of all parts, in order
  List<String> finish() throws IOException {
    if (part != null) {
      store(part);
    }
    return List.copyOf(stored);
  }

  @Override
  public void close() throws IOException {
    if (part != null) {
      part.close();
    }
  }

  private Writer open() throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8));
  }

  private void store(Writer full) throws IOException {
    full.close();
    ObjectKey.Derived key = keys.apply(stored.size() + 1);
    store.put(key, file, GZIP);
    stored.add(key.value());
    part = null;
    lines = 0;
    chars = 0;
  }
}
