package dev.millrace.extraction.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.extraction.jsonl.JsonLinesOutputs;
import dev.millrace.extraction.jsonl.JsonLinesSpools;
import dev.millrace.testing.Intakes;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.testing.Seals;
import dev.millrace.upload.DocumentPasswords;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Progress;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One sandbox lives through many uploads, and one in five of its tries meets with a fault that
/// passes.
class ManyUploadsTest {
  private static final int UPLOADS = 500;
  private static final double FAULTS = 0.2;
  private static final Duration LEASE = Duration.ofSeconds(50);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final MemoryObjects objects = new MemoryObjects();
  private final Uploads uploads = new Uploads(store, clock);
  private final Random random = new Random(1);

  @TempDir private Path folder;

  @Test
  void mostEndWellAndNoneLeavesAFile() {
    ExtractDocument documents = documents();
    int extracted = 0;
    for (int i = 0; i < UPLOADS; i++) {
      StoredObject object = upload("up_many" + i);
      boolean done = false;
      for (int tries = 1; !done && tries <= Run.MAX_ATTEMPTS; tries++) {
        done = tried(documents, object, i + "-" + tries);
        assertThat(folder).as("after upload %d", i).isEmptyDirectory();
        clock.advance(LEASE.plusSeconds(1));
      }
      extracted += done ? 1 : 0;
    }

    assertThat(extracted).isBetween(UPLOADS * 99 / 100, UPLOADS);
  }

  private boolean tried(ExtractDocument documents, StoredObject object, String owner) {
    try {
      return documents.extract(
              new Arrival.Stored(object),
              owner,
              _ -> new Held(),
              Deadline.in(Duration.ofMinutes(5), clock))
          instanceof Outcome.Extracted;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private StoredObject upload(String id) {
    byte[] content = ("The mill of " + id).getBytes(UTF_8);
    Upload upload =
        Samples.upload(new UploadRef("acme", id), Kind.TEXT, content.length, clock.instant());
    uploads.create(upload);
    return objects.upload(upload.objectKey(), content);
  }

  private ExtractDocument documents() {
    JsonLinesOutputs outputs = new JsonLinesOutputs(objects);
    return new ExtractDocument(
        Intakes.open(store, objects, (_, _) -> "text/plain", LEASE, clock),
        uploads,
        new DocumentPasswords(Seals.box()),
        new DocumentReader(
            new FetchOriginal(objects),
            Map.of("text/plain", DocumentFormat.text(this::read, 1_000_000)),
            Elsewhere.NOWHERE,
            store,
            new JsonLinesSpools(objects),
            outputs,
            new Workspace(folder),
            new Budget(1_500_000_000, () -> 1_000_000_000),
            () -> {},
            clock),
        outputs,
        _ -> {},
        Elsewhere.NOWHERE,
        LEASE,
        clock);
  }

  /// Reads the file as one page, unless this is one of the tries that fail.
  private Reading read(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    String text = Files.readString(source.file());
    if (random.nextDouble() < FAULTS) {
      throw new IOException("the machine has a bad moment");
    }
    sink.push(new Page.Read(1, text), Position.after(1), new Progress("bytes", 1, 1));
    return new Reading.Done(DocumentProperties.NONE);
  }

  /// A lease that nobody takes away.
  private static final class Held implements RunLease {
    @Override
    public boolean lost() {
      return false;
    }

    @Override
    public void close() {}
  }
}
