package dev.millrace.sweeper.s3;

import dev.millrace.sweeper.core.UploadFiles;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Upload;
import dev.millrace.upload.multipart.MultipartStore;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The objects of uploads in S3, up to a thousand at a time. A store without versions is taken for
/// one that keeps the newest only.
public final class S3UploadFiles implements UploadFiles {
  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client s3;
  private final String bucket;
  private final MultipartStore multipart;

  public S3UploadFiles(S3Client s3, String bucket, MultipartStore multipart) {
    this.s3 = s3;
    this.bucket = bucket;
    this.multipart = multipart;
  }

  @Override
  public Deleted delete(Upload upload) {
    String original = upload.objectKey().value();
    long objects = delete(original, original) + delete(ObjectKey.Derived.folder(upload.ref()), "");
    return new Deleted(objects, abort(upload));
  }

  /// @param key the one key that is meant, or empty for all under the prefix
  private long delete(String prefix, String key) {
    List<ObjectIdentifier> found =
        versions(prefix).filter(object -> key.isEmpty() || object.key().equals(key)).toList();
    if (!found.isEmpty()) {
      var answer =
          s3.deleteObjects(request ->
              request.bucket(bucket).delete(delete -> delete.objects(found).quiet(true)));
      if (answer.hasErrors() && !answer.errors().isEmpty()) {
        throw new IllegalStateException("cannot be deleted: " + answer.errors().getFirst());
      }
    }
    return found.size();
  }

  private Stream<ObjectIdentifier> versions(String prefix) {
    try {
      ListObjectVersionsResponse list =
          s3.listObjectVersions(request -> request.bucket(bucket).prefix(prefix));
      return Stream.concat(
          list.versions().stream().map(v -> identifier(v.key(), v.versionId())),
          list.deleteMarkers().stream().map(m -> identifier(m.key(), m.versionId())));
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_IMPLEMENTED) {
        throw e;
      }
      return s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
          .map(object -> ObjectIdentifier.builder().key(object.key()).build());
    }
  }

  private static ObjectIdentifier identifier(String key, String versionId) {
    return ObjectIdentifier.builder().key(key).versionId(versionId).build();
  }

  private long abort(Upload upload) {
    List<MultipartUpload> found =
        s3
            .listMultipartUploads(
                request -> request.bucket(bucket).prefix(upload.objectKey().value()))
            .uploads()
            .stream()
            .filter(parts -> parts.key().equals(upload.objectKey().value()))
            .toList();
    found.forEach(parts -> multipart.abort(upload.objectKey(), parts.uploadId()));
    return found.size();
  }
}
