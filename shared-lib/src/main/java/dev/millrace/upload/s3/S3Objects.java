package dev.millrace.upload.s3;

import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.StoredObject;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/// Original and derived objects in one bucket.
public final class S3Objects implements OriginalStore, DerivedStore {
  private static final System.Logger LOG = System.getLogger(S3Objects.class.getName());
  private static final int NOT_FOUND = 404;
  private static final int NOT_IMPLEMENTED = 501;

  /// The template's bucket policy knows it too.
  private static final Tag QUARANTINED =
      Tag.builder().key("millrace-quarantine").value("true").build();

  private final S3Client s3;
  private final String bucket;

  public S3Objects(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Optional<StoredObject> head(ObjectKey.Original key) {
    try {
      HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key(key.value()));
      return Optional.of(
          new StoredObject(key, head.contentLength(), unquoted(head.eTag()), head.versionId()));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public InputStream open(StoredObject object, long limit) {
    GetObjectRequest.Builder request = get(object, GetObjectRequest.builder());
    if (limit < object.size()) {
      request.range("bytes=0-" + (limit - 1));
    }
    return new ResumedStream(s3, request.build());
  }

  /// The answer is read within the call, which is therefore tried again if it breaks off.
  @Override
  public byte[] range(StoredObject object, long offset, int length) {
    return s3.getObject(
            request ->
                get(object, request).range("bytes=%d-%d".formatted(offset, offset + length - 1)),
            ResponseTransformer.toBytes())
        .asByteArrayUnsafe();
  }

  private GetObjectRequest.Builder get(StoredObject object, GetObjectRequest.Builder request) {
    return request
        .bucket(bucket)
        .key(object.key().value())
        .versionId(object.versionId())
        .ifMatch(object.etag());
  }

  @Override
  public void delete(StoredObject object) {
    s3.deleteObject(
        request -> request.bucket(bucket).key(object.key().value()).versionId(object.versionId()));
  }

  /// Tags the object; the bucket's policy denies the reading of what has the tag. A store without
  /// tags leaves it to the code alone.
  @Override
  public void quarantine(StoredObject object) {
    try {
      s3.putObjectTagging(request ->
          request
              .bucket(bucket)
              .key(object.key().value())
              .versionId(object.versionId())
              .tagging(tagging -> tagging.tagSet(QUARANTINED)));
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_IMPLEMENTED) {
        throw e;
      }
      LOG.log(System.Logger.Level.WARNING, "this store has no tags: {0}", object.key().value());
    }
  }

  @Override
  public void put(ObjectKey.Derived key, Path file, String contentType) {
    put(key, RequestBody.fromFile(file), contentType);
  }

  @Override
  public void put(ObjectKey.Derived key, byte[] content, String contentType) {
    put(key, RequestBody.fromBytes(content), contentType);
  }

  @Override
  public InputStream open(ObjectKey.Derived key) {
    return new ResumedStream(
        s3, GetObjectRequest.builder().bucket(bucket).key(key.value()).build());
  }

  @Override
  public void delete(ObjectKey.Derived key) {
    s3.deleteObject(request -> request.bucket(bucket).key(key.value()));
  }

  private void put(ObjectKey.Derived key, RequestBody body, String contentType) {
    s3.putObject(request -> request.bucket(bucket).key(key.value()).contentType(contentType), body);
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
