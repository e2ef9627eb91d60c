package dev.millrace.upload.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.json.MalformedJsonException;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Priority;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.arrival.Arrival;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectArrivalsTest {
  private static final ObjectKey.Original KEY =
      new ObjectKey.Original(false, Priority.NORMAL, new UploadRef("acme", "up_01"));

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
        .containsExactly(new Arrival.Stored(new StoredObject(KEY, 42, "abc", "v1")));
  }

  @Test
  void readsTheShapeOfEventBridge() {
    String message =
        """
        {"detail-type":"Object Created","source":"aws.s3","detail":{"bucket":{"name":"b"},
        "object":{"key":"derived/acme/up_01/run_1/chunks.manifest.json","size":7,"etag":"abc"}}}
        """;

    assertThat(ObjectArrivals.read(message))
        .containsExactly(new Arrival.Derived(ObjectKey.Derived.manifest(KEY.upload(), "run_1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NO_THREATS_FOUND | Clean[]",
        "THREATS_FOUND    | Infected[signature=EICAR-Test-File, Other]",
        "UNSUPPORTED      | Unscannable[cause=it is encrypted, or larger than the scanner takes]",
        "ACCESS_DENIED    | Unscannable[cause=the scanner may not read it]",
        "FAILED           | Unscannable[cause=the scanner failed]",
        "NEW_IN_2027      | Unscannable[cause=the scanner answered \"NEW_IN_2027\"]",
      })
  void readsEveryResultOfGuardDuty(String status, String verdict) {
    String message =
        """
        {"source":"aws.guardduty","detail-type":"GuardDuty Malware Protection Object Scan Result",
        "detail":{"scanStatus":"COMPLETED","resourceType":"S3_OBJECT",
        "s3ObjectDetails":{"bucketName":"b","objectKey":"documents/normal/acme/up_01",
        "eTag":"\\"abc\\"","versionId":"v1","s3Throttled":false},
        "scanResultDetails":{"scanResultStatus":"%s",
        "threats":[{"name":"EICAR-Test-File"},{"name":"Other"}]}}}
        """
            .formatted(status);

    assertThat(ObjectArrivals.read(message))
        .singleElement()
        .isInstanceOfSatisfying(
            Arrival.Scanned.class,
            scanned -> {
              assertThat(scanned.key()).isEqualTo(KEY);
              assertThat(scanned.etag()).isEqualTo("abc");
              assertThat(scanned.versionId()).isEqualTo("v1");
              assertThat(scanned.verdict()).hasToString(verdict);
            });
  }

  @Test
  void aScanOfWhatIsNotOursIsPassedOver() {
    String message =
        """
        {"detail-type":"GuardDuty Malware Protection Object Scan Result",
        "detail":{"s3ObjectDetails":{"objectKey":"malware-protection-resource-validation-object"}}}
        """;

    assertThat(ObjectArrivals.read(message)).isEmpty();
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
