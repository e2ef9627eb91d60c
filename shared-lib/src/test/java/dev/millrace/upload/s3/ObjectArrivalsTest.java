package dev.millrace.upload.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.json.MalformedJsonException;
import dev.millrace.upload.s3.ObjectArrivals.ObjectArrival;
import org.junit.jupiter.api.Test;

class ObjectArrivalsTest {
  @Test
  void readsTheShapeOfS3() {
    String message =
        """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Post",
        "s3":{"bucket":{"name":"b"},"object":{"key":"documents%2Fnormal/acme/up_01","size":42,
        "eTag":"abc","versionId":"v1","sequencer":"0A"}}},
        {"eventName":"ObjectRemoved:Delete","s3":{"object":{"key":"documents/normal/acme/up_02"}}},
        {"eventName":"ObjectCreated:Put","s3":{"object":{"key":"stray/key","size":1,"eTag":"x"}}}]}
        """;

    assertThat(ObjectArrivals.read(message))
        .singleElement()
        .satisfies(arrival -> {
          assertThat(arrival.key().value()).isEqualTo("documents/normal/acme/up_01");
          assertThat(arrival.size()).isEqualTo(42);
          assertThat(arrival.etag()).isEqualTo("abc");
          assertThat(arrival.versionId()).isEqualTo("v1");
        });
  }

  @Test
  void readsTheShapeOfEventBridge() {
    String message =
        """
        {"detail-type":"Object Created","source":"aws.s3","detail":{"bucket":{"name":"b"},
        "object":{"key":"derived/acme/up_01/run_1/chunks.manifest.json","size":7,"etag":"abc"}}}
        """;

    assertThat(ObjectArrivals.read(message))
        .extracting(ObjectArrival::size, ObjectArrival::versionId)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(7L, null));
  }

  @Test
  void theTestEventOfANewNotificationIsNoArrival() {
    assertThat(
            ObjectArrivals.read(
                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}"))
        .isEmpty();
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> ObjectArrivals.read("not json"));
  }
}
