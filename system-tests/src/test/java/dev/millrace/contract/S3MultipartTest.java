package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.contract.MultipartStoreContract;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Priority;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.multipart.MultipartStore;
import dev.millrace.upload.multipart.MultipartStore.Assembly;
import dev.millrace.upload.multipart.PartSizes;
import dev.millrace.upload.s3.S3Multipart;
import dev.millrace.upload.s3.S3Objects;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3MultipartTest extends MultipartStoreContract {
  private static final long FIVE_GIGABYTES = 5L << 30;

  private final S3Client s3 = TemplateServices.s3();
  private final S3Multipart parts =
      new S3Multipart(s3, TemplateServices.bucket(), Duration.ofMinutes(5));
  private final S3Objects objects = new S3Objects(s3, TemplateServices.bucket());

  @TempDir private Path folder;

  @Override
  protected MultipartStore parts() {
    return parts;
  }

  @Override
  protected OriginalStore originals() {
    return objects;
  }

  @Override
  protected void send(ObjectKey.Original key, String s3UploadId, int number, byte[] content) {
    send(key, s3UploadId, number, RequestBody.fromBytes(content));
  }

  /// Five gigabytes that take no room on the disk before they are sent, and then twice as much.
  @Test
  @EnabledIfEnvironmentVariable(named = "MILLRACE_LARGE", matches = "true")
  void aFileOfFiveGigabytesComesInParts() throws IOException {
    ObjectKey.Original key =
        new ObjectKey.Original(false, Priority.HIGH, new UploadRef("parts", "up_04"));
    Path file = folder.resolve("sparse");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(FIVE_GIGABYTES);
    }
    long partSize = PartSizes.suiting(FIVE_GIGABYTES);
    int count = PartSizes.count(FIVE_GIGABYTES, partSize);
    String id = parts.create(key, "text/csv");
    for (int number = 1; number <= count; number++) {
      long from = (number - 1) * partSize;
      long size = Math.min(partSize, FIVE_GIGABYTES - from);
      send(key, id, number, slice(file, from, size));
    }

    assertThat(parts.assemble(key, id, parts.parts(key, id).orElseThrow()))
        .isEqualTo(Assembly.DONE);
    assertThat(objects.head(key))
        .hasValueSatisfying(object -> {
          assertThat(object.size()).isEqualTo(FIVE_GIGABYTES);
          objects.delete(object);
        });
  }

  private static RequestBody slice(Path file, long from, long size) {
    return RequestBody.fromContentProvider(
        () -> {
          try {
            return Channels.newInputStream(FileChannel.open(file).position(from));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        size,
        "application/octet-stream");
  }

  private void send(ObjectKey.Original key, String s3UploadId, int number, RequestBody content) {
    s3.uploadPart(
        part ->
            part.bucket(TemplateServices.bucket())
                .key(key.value())
                .uploadId(s3UploadId)
                .partNumber(number),
        content);
  }
}
