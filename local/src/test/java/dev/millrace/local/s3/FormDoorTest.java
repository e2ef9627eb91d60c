package dev.millrace.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.fixture.PostForm;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

class FormDoorTest {
  private static final AwsBasicCredentials KEY = AwsBasicCredentials.create("id", "secret");
  private static final int SIZE = 100_000;

  @Test
  void formsThatWouldBeTooManyBytesAtOnceWait() throws Exception {
    CountingStore store = new CountingStore(new TransientNio2BlobStore());
    store.createContainer("bucket");
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY.accessKeyId(), KEY.secretAccessKey())
            .build();
    new FormDoor(3 * SIZE).hangInto(proxy);
    proxy.start();
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI bucket = URI.create("http://127.0.0.1:" + proxy.getPort() + "/bucket");
      List<CompletableFuture<HttpResponse<Void>>> answers =
          IntStream.range(0, 6)
              .mapToObj(number -> http.sendAsync(form(bucket, number), BodyHandlers.discarding()))
              .toList();

      assertThat(answers).allSatisfy(a -> assertThat(a.get().statusCode()).isEqualTo(204));
      assertThat(store.most.get()).isBetween(1, 2);
      assertThat(store.forms.get()).isEqualTo(6);
    } finally {
      proxy.stop();
    }
  }

  private static HttpRequest form(URI bucket, int number) {
    PostForm form =
        PostForm.signed(KEY, "bucket", "key-" + number, SIZE, Instant.now().plusSeconds(60));
    return HttpRequest.newBuilder(bucket)
        .header("content-type", "multipart/form-data; boundary=" + PostForm.BOUNDARY)
        .POST(BodyPublishers.ofString(form.body("x".repeat(SIZE))))
        .build();
  }

  /// A slow store that counts how many objects are put at once.
  private static final class CountingStore extends ForwardingBlobStore {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger forms = new AtomicInteger();

    CountingStore(BlobStore store) {
      super(store);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      forms.addAndGet(FormDoor.inForm() ? 1 : 0);
      try {
        Thread.sleep(50);
        return super.putBlob(request, body);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        now.decrementAndGet();
      }
    }
  }
}
