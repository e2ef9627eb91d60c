package dev.millrace.local.s3;

import dev.millrace.local.access.AccessKeys;
import dev.millrace.local.access.ServiceAddress;
import dev.millrace.local.sam.ResolvedTemplate;
import dev.millrace.local.sam.Resource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// s3proxy on the loopback interface with the template's buckets; it checks signatures, expiry,
/// form policies and checksums, and the buckets' notifications go to their queues.
public final class S3Server implements AutoCloseable {
  private static final long LARGEST_REQUEST = 5L << 30;
  private static final long BYTES_OF_FORMS = 200L << 20;
  private static final int THREADS = 64;

  private final Runnable stop;
  private final ServiceAddress address;
  private final FaultDoor faults;

  private S3Server(Runnable stop, ServiceAddress address, FaultDoor faults) {
    this.stop = stop;
    this.address = address;
    this.faults = faults;
  }

  /// Starts the server.
  ///
  /// @param port where to listen, 0 for any free port
  /// @param template whose buckets there shall be
  /// @param folder where the objects lie
  /// @param keys the access keys that may sign requests
  /// @param sqs where the buckets' events go
  public static S3Server start(
      int port, ResolvedTemplate template, Path folder, AccessKeys keys, SqsClient sqs) {
    List<Resource> buckets = template.resources("AWS::S3::Bucket");
    String region = template.surroundings().region();
    Notifications notifications =
        new Notifications(buckets.stream().flatMap(NotificationRule::of).toList(), sqs, region);
    BlobStore store =
        new WatchedStore(
            new FilesystemNio2BlobStore(folder.toString()),
            notifications::publish,
            Clock.systemUTC());
    for (Resource bucket : buckets) {
      if (!store.containerExists(bucket.name())) {
        store.createContainer(bucket.name());
      }
    }
    FaultDoor faults = new FaultDoor();
    S3Proxy proxy = proxy(port, store, keys, buckets, faults);
    URI uri = URI.create("http://127.0.0.1:" + proxy.getPort());
    return new S3Server(
        () -> stop(proxy, notifications), new ServiceAddress(uri, Region.of(region)), faults);
  }

  private static S3Proxy proxy(
      int port, BlobStore store, AccessKeys keys, List<Resource> buckets, FaultDoor faults) {
    AwsBasicCredentials own = keys.issue("s3");
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V4, own.accessKeyId(), own.secretAccessKey())
            .corsRules(BucketCors.of(buckets))
            .v4MaxNonChunkedRequestSize(LARGEST_REQUEST)
            .jettyMaxThreads(THREADS)
            .stopTimeout(0)
            .build();
    new FormDoor(BYTES_OF_FORMS).hangInto(proxy);
    faults.hangInto(proxy);
    proxy.setBlobStoreLocator((keyId, bucket, key) -> grant(store, keys, keyId));
    try {
      proxy.start();
    } catch (Exception e) { // s3proxy's start declares it
      throw new IllegalStateException("s3proxy does not start: " + e.getMessage(), e);
    }
    return proxy;
  }

  private static @Nullable AccessGrant grant(
      BlobStore store, AccessKeys keys, @Nullable String keyId) {
    return keyId == null
        ? null
        : keys.secret(keyId).map(secret -> new AccessGrant(secret, store)).orElse(null);
  }

  /// {@return a server that runs elsewhere, and sends the buckets' events by itself}
  public static S3Server at(URI uri, Region region) {
    return new S3Server(() -> {}, new ServiceAddress(uri, region), new FaultDoor());
  }

  /// {@return the address of the server}
  public URI uri() {
    return address.uri();
  }

  /// Makes requests fail from now on; one that runs elsewhere cannot be made to.
  public void failWith(S3Faults next) {
    faults.failWith(next);
  }

  /// {@return a new client}
  public S3Client client(AwsCredentials credentials) {
    return address.client(S3Client.builder().forcePathStyle(true), credentials);
  }

  @Override
  public void close() {
    stop.run();
  }

  private static void stop(S3Proxy proxy, Notifications notifications) {
    notifications.close();
    try {
      proxy.stop();
    } catch (Exception e) { // s3proxy's stop declares it
      throw new IllegalStateException("s3proxy does not stop", e);
    }
  }
}
