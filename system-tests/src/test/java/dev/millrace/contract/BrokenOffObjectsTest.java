package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.millrace.local.s3.S3Faults;
import dev.millrace.local.s3.S3Faults.Fault;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Priority;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.s3.S3Objects;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/// Connections to S3 that break off in the middle of an object.
class BrokenOffObjectsTest {
  private static final UploadRef REF = new UploadRef("acme", "up_broken0off");
  private static final ObjectKey.Original ORIGINAL =
      new ObjectKey.Original(false, Priority.NORMAL, REF);
  private static final ObjectKey.Derived DERIVED = ObjectKey.Derived.text(REF, "run_1");

  private final S3Objects objects = new S3Objects(TemplateServices.s3(), TemplateServices.bucket());
  private final byte[] content = new byte[300_000];
  private final AtomicInteger reads = new AtomicInteger();

  BrokenOffObjectsTest() {
    new Random(1).nextBytes(content);
  }

  @AfterEach
  void mend() {
    TemplateServices.failWith(S3Faults.NONE);
  }

  @Test
  void anOriginalIsReadOnFromThere() throws IOException {
    StoredObject object = stored();
    breakOff(5);

    try (InputStream bytes = objects.open(object, object.size())) {
      assertThat(bytes.readAllBytes()).isEqualTo(content);
    }
    assertThat(reads).hasValue(6);
  }

  @Test
  void aPartOfAnOriginalIsReadOnFromThere() throws IOException {
    StoredObject object = stored();
    breakOff(2);

    try (InputStream bytes = objects.open(object, 100_000)) {
      assertThat(bytes.readAllBytes()).isEqualTo(Arrays.copyOf(content, 100_000));
    }
  }

  @Test
  void whatWasMadeOfItIsReadOnFromThere() throws IOException {
    objects.put(DERIVED, content, "text/plain");
    breakOff(5);

    try (InputStream bytes = objects.open(DERIVED)) {
      assertThat(bytes.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void afterTenTimesItIsGivenUp() throws IOException {
    objects.put(DERIVED, content, "text/plain");
    breakOff(Integer.MAX_VALUE);

    try (InputStream bytes = objects.open(DERIVED)) {
      assertThatIOException().isThrownBy(bytes::readAllBytes);
    }
    assertThat(reads).hasValueGreaterThan(10);
  }

  private StoredObject stored() {
    TemplateServices.s3()
        .putObject(
            put -> put.bucket(TemplateServices.bucket()).key(ORIGINAL.value()),
            RequestBody.fromBytes(content));
    return objects.head(ORIGINAL).orElseThrow();
  }

  /// Breaks off the answers to so many reads.
  private void breakOff(int times) {
    TemplateServices.failWith((method, _) ->
        method.equals("GET") && reads.incrementAndGet() <= times ? Fault.BROKEN_OFF : Fault.NONE);
  }
}
