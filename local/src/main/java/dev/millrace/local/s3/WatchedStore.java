package dev.millrace.local.s3;

import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// A store that tells what happens to its objects.
final class WatchedStore extends ForwardingBlobStore {
  /// Objects that s3proxy itself keeps for multipart uploads in progress.
  private static final String INTERNAL_PREFIX = ".s3proxy-";

  /// What s3proxy keeps of a multipart upload as long as there is one.
  private static final String STUB_PREFIX = ".s3proxy-mpu-stub-";

  private final Consumer<ObjectEvent> events;
  private final Clock clock;

  WatchedStore(BlobStore store, Consumer<ObjectEvent> events, Clock clock) {
    super(store);
    this.events = events;
    this.clock = clock;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    PutObjectResponse response = super.putBlob(request, body);
    String how = FormDoor.inForm() ? "ObjectCreated:Post" : "ObjectCreated:Put";
    created(how, request.bucket(), request.key());
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    CopyObjectResponse response = super.copyBlob(request);
    created("ObjectCreated:Copy", request.destinationBucket(), request.destinationKey());
    return response;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
    created("ObjectCreated:CompleteMultipartUpload", request.bucket(), request.key());
    return response;
  }

  /// S3 knows no parts of what was put together or thrown away; s3proxy lists none.
  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    if (!super.blobExists(upload.containerName(), STUB_PREFIX + upload.id())) {
      throw new S3ProxyException(S3ErrorCode.NO_SUCH_UPLOAD);
    }
    return super.listMultipartUpload(upload);
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    DeleteObjectResponse response = super.removeBlob(request);
    emit("ObjectRemoved:Delete", request.bucket(), request.key(), 0, "");
    return response;
  }

  private void created(String name, String bucket, String key) {
    @Nullable HeadObjectResponse object =
        key.startsWith(INTERNAL_PREFIX) ? null : blobMetadata(bucket, key);
    if (object != null) {
      String eTag = Optional.ofNullable(object.eTag()).orElse("").replace("\"", "");
      emit(name, bucket, key, object.contentLength(), eTag);
    }
  }

  private void emit(String name, String bucket, String key, long size, String eTag) {
    if (!key.startsWith(INTERNAL_PREFIX)) {
      events.accept(new ObjectEvent(name, clock.instant(), bucket, key, size, eTag));
    }
  }
}
