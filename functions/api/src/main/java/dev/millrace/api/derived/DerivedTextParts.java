package dev.millrace.api.derived;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.core.TextParts;
import dev.millrace.json.Json;
import dev.millrace.page.Page;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.UploadRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Reads text by part: the manifest tells how many there are. A position is a part and a line in
/// it.
public final class DerivedTextParts implements TextParts {
  private static final Pattern POSITION = Pattern.compile("(\\d{1,8}):(\\d{1,8})");
  private static final int MAX_CHARS = 1_000_000;

  private final DerivedStore store;

  public DerivedTextParts(DerivedStore store) {
    this.store = store;
  }

  /// A place before a line.
  ///
  /// @param part from 1
  /// @param line from 0
  private record Position(int part, int line) {
    static Position of(Optional<String> after) {
      return after
          .map(POSITION::matcher)
          .filter(Matcher::matches)
          .map(p -> new Position(Integer.parseInt(p.group(1)), Integer.parseInt(p.group(2))))
          .orElse(new Position(1, 0));
    }
  }

  @Override
  public Page<TextPage> pages(UploadRef upload, String runId, Optional<String> after, int limit) {
    return read(
        count(upload, runId, "pageParts"),
        part -> ObjectKey.Derived.pages(upload, runId, part),
        Position.of(after),
        limit,
        TextPage.class);
  }

  @Override
  public Page<TextChunk> chunks(UploadRef upload, String runId, Optional<String> after, int limit) {
    return read(
        count(upload, runId, "chunkParts"),
        part -> ObjectKey.Derived.chunks(upload, runId, part),
        Position.of(after),
        limit,
        TextChunk.class);
  }

  private int count(UploadRef upload, String runId, String parts) {
    try (InputStream in = store.open(ObjectKey.Derived.manifest(upload, runId))) {
      JsonNode manifest = Json.tree(new String(in.readAllBytes(), UTF_8));
      return manifest.path(parts).size();
    } catch (IOException e) {
      throw new UncheckedIOException("the manifest of " + runId + " cannot be read", e);
    }
  }

  private <T> Page<T> read(
      int parts, IntFunction<ObjectKey.Derived> keys, Position from, int limit, Class<T> type) {
    List<T> items = new ArrayList<>();
    int chars = 0;
    int line = from.line();
    for (int part = from.part(); part <= parts; part++) {
      try (BufferedReader lines = lines(keys.apply(part))) {
        for (int skipped = 0; skipped < line && lines.readLine() != null; skipped++) {
          // told before
        }
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
          boolean full = items.size() == limit || chars + text.length() > MAX_CHARS;
          if (full && !items.isEmpty()) {
            return new Page<>(items, part + ":" + line);
          }
          items.add(Json.read(text, type));
          chars += text.length();
          line++;
        }
      } catch (IOException e) {
        throw new UncheckedIOException("part " + part + " cannot be read", e);
      }
      line = 0;
    }
    return new Page<>(items, null);
  }

  private BufferedReader lines(ObjectKey.Derived key) throws IOException {
    return new BufferedReader(new InputStreamReader(new GZIPInputStream(store.open(key)), UTF_8));
  }
}
