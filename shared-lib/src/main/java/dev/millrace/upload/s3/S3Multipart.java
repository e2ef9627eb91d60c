package dev.millrace.upload.s3;

import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.multipart.MultipartStore;
import dev.millrace.upload.multipart.SentPart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The parts of files in S3's multipart uploads.
public final class S3Multipart implements MultipartStore {
  private static final String NO_SUCH_UPLOAD = "NoSuchUpload";

  /// How S3 tells that a part is not the one that was named.
  private static final Set<String> PART_CHANGED =
      Set.of("InvalidPart", "InvalidPartOrder", "EntityTooSmall");

  private final S3Client s3;
  private final String bucket;
  private final Duration assemblyTimeout;

  /// @param assemblyTimeout how long to wait for S3 to put parts together
  public S3Multipart(S3Client s3, String bucket, Duration assemblyTimeout) {
    this.s3 = s3;
    this.bucket = bucket;
    this.assemblyTimeout = assemblyTimeout;
  }

  @Override
  public String create(ObjectKey.Original key, String contentType) {
    return s3.createMultipartUpload(
            create -> create.bucket(bucket).key(key.value()).contentType(contentType))
        .uploadId();
  }

  @Override
  public Optional<List<SentPart>> parts(ObjectKey.Original key, String s3UploadId) {
    try {
      return Optional.of(
          s3
              .listPartsPaginator(list -> list.bucket(bucket).key(key.value()).uploadId(s3UploadId))
              .parts()
              .stream()
              .map(part ->
                  new SentPart(part.partNumber(), part.size(), part.eTag().replace("\"", "")))
              .toList());
    } catch (S3Exception e) {
      if (NO_SUCH_UPLOAD.equals(code(e))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Assembly assemble(ObjectKey.Original key, String s3UploadId, List<SentPart> parts) {
    List<CompletedPart> named =
        parts.stream()
            .map(
                part -> CompletedPart.builder().partNumber(part.number()).eTag(part.etag()).build())
            .toList();
    try {
      s3.completeMultipartUpload(complete ->
          complete
              .bucket(bucket)
              .key(key.value())
              .uploadId(s3UploadId)
              .multipartUpload(upload -> upload.parts(named))
              .overrideConfiguration(settings ->
                  settings.apiCallTimeout(assemblyTimeout).apiCallAttemptTimeout(assemblyTimeout)));
      return Assembly.DONE;
    } catch (S3Exception e) {
      String code = code(e);
      if (NO_SUCH_UPLOAD.equals(code)) {
        return Assembly.GONE;
      }
      if (PART_CHANGED.contains(code)) {
        return Assembly.PART_CHANGED;
      }
      throw e;
    }
  }

  @Override
  public void abort(ObjectKey.Original key, String s3UploadId) {
    try {
      s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key.value()).uploadId(s3UploadId));
    } catch (S3Exception e) {
      if (!NO_SUCH_UPLOAD.equals(code(e))) {
        throw e;
      }
    }
  }

  private static String code(S3Exception e) {
    return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
  }
}
