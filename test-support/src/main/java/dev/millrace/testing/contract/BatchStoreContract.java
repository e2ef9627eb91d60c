package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.Samples;
import dev.millrace.upload.Batch;
import dev.millrace.upload.BatchStore;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps batches must know the uploads of each, and of no other tenant.
@Tag("contract")
public abstract class BatchStoreContract {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /// {@return the store}
  protected abstract BatchStore batches();

  /// {@return where its uploads are}
  protected abstract UploadStore uploads();

  @Test
  void aBatchKnowsItsUploadsInTheirOrder() {
    List<String> ids =
        IntStream.range(0, Batch.MOST).mapToObj(i -> "up_batch" + (Batch.MOST - i)).toList();
    for (String id : ids.subList(1, ids.size())) {
      uploads().create(Samples.upload(new UploadRef("acme", id), Kind.PDF, 12, NOW), List.of());
    }
    Batch batch = new Batch("acme", "bat_1", ids, NOW);
    batches().save(batch);
    batches().save(batch);

    assertThat(batches().find("acme", "bat_1")).contains(batch);
    assertThat(batches().uploads(batch))
        .extracting((Upload upload) -> upload.ref().uploadId())
        .isEqualTo(ids.subList(1, ids.size()));
  }

  @Test
  void anUploadJoinsABatchOnce() {
    batches().save(new Batch("acme", "bat_4", List.of("up_1"), NOW));

    assertThat(batches().add(new UploadRef("acme", "up_2"), "bat_4")).isTrue();
    assertThat(batches().add(new UploadRef("acme", "up_2"), "bat_4")).isTrue();
    assertThat(batches().find("acme", "bat_4").orElseThrow().uploadIds())
        .containsExactly("up_1", "up_2");
  }

  @Test
  void nobodyJoinsABatchThatIsFullOrNotTheirs() {
    List<String> ids = IntStream.range(0, Batch.MOST).mapToObj(i -> "up_full" + i).toList();
    batches().save(new Batch("acme", "bat_5", ids, NOW));

    assertThat(batches().add(new UploadRef("acme", "up_more"), "bat_5")).isFalse();
    assertThat(batches().add(new UploadRef("acme", "up_full7"), "bat_5")).isTrue();
    assertThat(batches().add(new UploadRef("globex", "up_1"), "bat_5")).isFalse();
    assertThat(batches().add(new UploadRef("acme", "up_1"), "bat_6")).isFalse();
    assertThat(batches().find("acme", "bat_6")).isEmpty();
  }

  @Test
  void nobodyFindsTheBatchOfAnother() {
    batches().save(new Batch("acme", "bat_2", List.of("up_1"), NOW));

    assertThat(batches().find("globex", "bat_2")).isEmpty();
    assertThat(batches().find("acme", "bat_3")).isEmpty();
  }
}
