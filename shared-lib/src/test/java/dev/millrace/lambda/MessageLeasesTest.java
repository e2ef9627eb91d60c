package dev.millrace.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.UploadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;

class MessageLeasesTest {
  private static final Duration LEASE = Duration.ofMillis(6);
  private static final UploadRef REF = new UploadRef("acme", "up_01");
  private static final Run RUN =
      Run.of(
          new StoredObject(new ObjectKey.Original(false, Priority.NORMAL, REF), 1, "etag", null),
          1,
          Kind.PDF,
          Instant.EPOCH);

  private final FakeRuns runs = new FakeRuns();
  private final FakeSqs sqs = new FakeSqs();
  private final MessageLeases leases =
      new MessageLeases(
          runs,
          new MessageVisibility(sqs, List.of("http://sqs/1/queue"), Duration.ofSeconds(60)),
          LEASE);

  @Test
  void runAndMessageAreKeptTogether() throws InterruptedException {
    try (RunLease lease = leases.of(message("arn:aws:sqs:eu:1:queue")).keep(RUN)) {
      assertThat(runs.threeRenewals.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(sqs.threeChanges.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(lease.lost()).isFalse();
    }
  }

  @Test
  void aRunThatIsAnothersIsLost() throws InterruptedException {
    runs.held = false;
    RunLease lease = leases.of(message("arn:aws:sqs:eu:1:queue")).keep(RUN);
    assertThat(runs.renewal.await(10, TimeUnit.SECONDS)).isTrue();
    lease.close();

    assertThat(lease.lost()).isTrue();
  }

  @Test
  void aMessageOfAnUnknownQueueIsRefused() {
    assertThatThrownBy(() -> leases.of(message("arn:aws:sqs:eu:1:other")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
  }

  private static SQSMessage message(String queueArn) {
    SQSMessage message = new SQSMessage();
    message.setReceiptHandle("receipt");
    message.setEventSourceArn(queueArn);
    return message;
  }

  private static final class FakeRuns implements RunStore {
    private final CountDownLatch renewal = new CountDownLatch(1);
    private final CountDownLatch threeRenewals = new CountDownLatch(3);
    private boolean held = true;

    @Override
    public boolean renew(Run claimed, Duration lease) {
      renewal.countDown();
      threeRenewals.countDown();
      return held;
    }

    @Override
    public Claim claim(Run wanted, String owner, Duration lease) {
      throw new UnsupportedOperationException("a lease claims nothing");
    }

    @Override
    public boolean checkpoint(Run claimed) {
      throw new AssertionError("nothing is read here");
    }

    @Override
    public Optional<Run> find(UploadRef upload, String runId) {
      throw new UnsupportedOperationException("a lease looks for nothing");
    }
  }

  private static final class FakeSqs implements SqsClient {
    private final CountDownLatch threeChanges = new CountDownLatch(3);

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(
        ChangeMessageVisibilityRequest request) {
      assertThat(request.queueUrl()).isEqualTo("http://sqs/1/queue");
      assertThat(request.visibilityTimeout()).isEqualTo(60);
      threeChanges.countDown();
      return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
