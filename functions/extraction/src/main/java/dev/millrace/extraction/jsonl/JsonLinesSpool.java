package dev.millrace.extraction.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.PageSpool;
import dev.millrace.json.Json;
import dev.millrace.upload.Checkpoint.Spool;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Run;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Spools pages as gzip JSON lines to local files, a new one after each time that they are stored.
final class JsonLinesSpool implements PageSpool {
  private static final String GZIP = "application/gzip";
  private static final int BUFFER = 64 * 1024;

  private final DerivedStore store;
  private final Run run;
  private final String worker;
  private final List<Spool> earlier;
  private final Path folder;
  private int stored;
  private @Nullable Writer part;

  /// @param run as its worker has claimed it; the worker's name is a part of the objects' keys
  JsonLinesSpool(DerivedStore store, Run run, Path folder) {
    this.store = store;
    this.run = run;
    this.worker = String.valueOf(run.owner()).replaceAll("[^a-zA-Z0-9]", "-");
    this.earlier = run.reached().spools();
    this.folder = folder;
  }

  /// One line.
  private record Line(
      Page.@Nullable Read read, Page.@Nullable Unread unread, @Nullable DocumentProperties end) {}

  @Override
  public void add(Page page) throws IOException {
    switch (page) {
      case Page.Read read -> write(new Line(read, null, null));
      case Page.Unread unread -> write(new Line(null, unread, null));
    }
  }

  @Override
  public void end(DocumentProperties properties) throws IOException {
    write(new Line(null, null, properties));
  }

  @Override
  public Spool store() throws IOException {
    if (part != null) {
      close();
      stored++;
      store.put(key(worker, stored), file(stored), GZIP);
    }
    return new Spool(worker, stored);
  }

  @Override
  public DocumentProperties forEach(Reader reader) throws IOException {
    close();
    DocumentProperties end = null;
    for (Spool spool : earlier) {
      for (int number = 1; number <= spool.parts(); number++) {
        end = read(store.open(key(spool.worker(), number)), reader);
      }
    }
    for (int number = 1; Files.exists(file(number)); number++) {
      end = read(Files.newInputStream(file(number)), reader);
    }
    if (end == null) {
      throw new IllegalStateException(run.runId() + " has not been read to its end");
    }
    return end;
  }

  @Override
  public void close() throws IOException {
    if (part != null) {
      part.close();
      part = null;
    }
  }

  private void write(Line line) throws IOException {
    if (part == null) {
      part =
          new BufferedWriter(
              new OutputStreamWriter(new FastGzip(Files.newOutputStream(file(stored + 1))), UTF_8),
              BUFFER);
    }
    part.append(Json.write(line)).append('\n');
  }

  /// {@return what the document says of itself, if the part holds its end}
  private static @Nullable DocumentProperties read(InputStream bytes, Reader reader)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(bytes, BUFFER), UTF_8), BUFFER)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        Line line = Json.read(text, Line.class);
        if (line.end() != null) {
          return line.end();
        }
        reader.page(page(line));
      }
      return null;
    }
  }

  private static Page page(Line line) {
    if (line.read() != null) {
      return line.read();
    }
    if (line.unread() != null) {
      return line.unread();
    }
    throw new IllegalStateException("a line of a spool that is neither a page nor the end");
  }

  private ObjectKey.Derived key(String of, int number) {
    return ObjectKey.Derived.spool(run.upload(), run.runId(), of, number);
  }

  private Path file(int number) {
    return folder.resolve("spool-%05d.jsonl.gz".formatted(number));
  }

  /// Compresses a little in little time: what is spooled is soon read again and deleted.
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
