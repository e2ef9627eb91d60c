package dev.millrace.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.s3.S3Faults.Fault;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FaultDoorTest {
  private static final AwsBasicCredentials KEY = AwsBasicCredentials.create("id", "secret");
  private static final byte[] CONTENT = new byte[1 << 20];

  private final BlobStore store = new TransientNio2BlobStore();
  private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);
  private final S3Proxy proxy =
      S3Proxy.builder()
          .blobStore(store)
          .endpoint(URI.create("http://127.0.0.1:0"))
          .awsAuthentication(AuthenticationType.AWS_V4, KEY.accessKeyId(), KEY.secretAccessKey())
          .build();
  private S3Client s3;

  @BeforeEach
  void start() throws Exception {
    store.createContainer("bucket");
    FaultDoor door = new FaultDoor();
    door.failWith((_, _) -> next.get());
    door.hangInto(proxy);
    proxy.start();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + proxy.getPort()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(StaticCredentialsProvider.create(KEY))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(
                settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    s3.close();
    proxy.stop();
  }

  @Test
  void aRefusedRequestIsNotDone() {
    next.set(Fault.REFUSED);

    assertThatThrownBy(this::put)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
    assertThat(store.blobExists("bucket", "key")).isFalse();
  }

  @Test
  void anAnswerThatBreaksOffEndsInTheMiddleOfItsBytes() throws IOException {
    put();
    next.set(Fault.BROKEN_OFF);

    try (ResponseInputStream<GetObjectResponse> in =
        s3.getObject(get -> get.bucket("bucket").key("key"))) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatIsAskedForIsDoneThoughTheAnswerBreaksOff() {
    next.set(Fault.BROKEN_OFF);

    assertThatThrownBy(this::put).isInstanceOf(SdkClientException.class);
    assertThat(store.blobExists("bucket", "key")).isTrue();
  }

  private void put() {
    s3.putObject(put -> put.bucket("bucket").key("key"), RequestBody.fromBytes(CONTENT));
  }
}
