package dev.millrace.presign.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.testing.MemoryMultipart;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.multipart.CompleteUpload;
import dev.millrace.upload.multipart.CompleteUpload.Outcome;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompleteInTimeTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final Uploads uploads = new Uploads(new MemoryUploads(clock), clock);
  private final MemoryObjects objects = new MemoryObjects();
  private final Upload upload = Samples.upload(Samples.REF, Kind.PDF, 1, clock.instant());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.shutdownNow();
    threads.close();
  }

  @Test
  void whatTakesLongGoesOnWithoutTheCaller() {
    CountDownLatch mayGoOn = new CountDownLatch(1);
    uploads.create(upload);
    Upload created = uploads.find(Samples.REF).orElseThrow();
    objects.upload(upload.objectKey(), new byte[1]);
    CompleteInTime slow =
        completion(
            key -> {
              await(mayGoOn);
              return objects.head(key);
            },
            Duration.ofMillis(1));

    assertThat(slow.complete(Samples.REF, Map.of())).contains(new Outcome.UnderWay(created));

    mayGoOn.countDown();
    threads.close();
    assertThat(uploads.find(Samples.REF).orElseThrow().state()).isEqualTo(UploadState.UPLOADED);
  }

  @Test
  void whatBreaksDownBreaksDownForTheCaller() {
    uploads.create(upload);
    CompleteInTime broken =
        completion(
            _ -> {
              throw new IllegalArgumentException("no S3");
            },
            Duration.ofMinutes(1));

    assertThatThrownBy(() -> broken.complete(Samples.REF, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no S3");
  }

  private CompleteInTime completion(Head head, Duration patience) {
    return new CompleteInTime(
        new CompleteUpload(uploads, new Originals(head), new MemoryMultipart(objects), clock),
        uploads,
        threads,
        patience);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @FunctionalInterface
  private interface Head {
    Optional<StoredObject> of(ObjectKey.Original key);
  }

  /// Objects that are only looked for.
  private record Originals(Head head) implements OriginalStore {
    @Override
    public Optional<StoredObject> head(ObjectKey.Original key) {
      return head.of(key);
    }

    @Override
    public InputStream open(StoredObject object, long limit) {
      return InputStream.nullInputStream();
    }

    @Override
    public byte[] range(StoredObject object, long offset, int length) {
      return new byte[0];
    }

    @Override
    public void delete(StoredObject object) {}

    @Override
    public void quarantine(StoredObject object) {}
  }
}
