package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.id.Ids;
import dev.millrace.sweeper.core.UploadFiles;
import dev.millrace.sweeper.dynamodb.DynamoUploadRows;
import dev.millrace.sweeper.s3.S3UploadFiles;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Run;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.dynamodb.DynamoRuns;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.s3.S3Multipart;
import dev.millrace.upload.s3.S3Objects;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("contract")
class ErasureTest {
  private final Clock clock = Clock.systemUTC();
  private final Ids ids = new Ids(clock, new SecureRandom());
  private final S3Client s3 = TemplateServices.s3();
  private final String bucket = TemplateServices.bucket();
  private final String table = TemplateServices.output("UploadsTable");
  private final S3Objects objects = new S3Objects(s3, bucket);
  private final S3Multipart multipart = new S3Multipart(s3, bucket, Duration.ofSeconds(30));
  private final DynamoUploads store =
      new DynamoUploads(TemplateServices.dynamoDb(), table, "us-east-1");
  private final DynamoRuns runs = new DynamoRuns(TemplateServices.dynamoDb(), table, clock);
  private final Uploads uploads = new Uploads(store, clock);

  @Test
  void theFilesOfAnUploadAreDeletedAndNobodyElses() {
    Upload erased = upload(ids.next("up_"));
    Upload other = upload(erased.ref().uploadId() + "0");
    multipart.create(erased.objectKey(), "application/pdf");
    S3UploadFiles files = new S3UploadFiles(s3, bucket, multipart);

    UploadFiles.Deleted deleted = files.delete(erased);

    assertThat(deleted.objects()).isEqualTo(2);
    assertThat(deleted.parts()).isEqualTo(1);
    assertThat(files.delete(erased)).isEqualTo(new UploadFiles.Deleted(0, 0));
    assertThat(objects.head(erased.objectKey())).isEmpty();
    assertThat(objects.head(other.objectKey())).isPresent();
  }

  @Test
  void theRowsOfAnUploadAreDeletedButItsOwn() {
    Upload upload = upload(ids.next("up_"));
    Run run = Run.of(objects.head(upload.objectKey()).orElseThrow(), 1, Kind.PDF, clock.instant());
    runs.claim(run, "worker", Duration.ofSeconds(5));
    String sha256 = Ids.hash("", upload.ref().uploadId());
    Upload done =
        uploads
            .change(
                upload.ref(),
                u ->
                    Optional.of(
                        Change.quietly(
                            u.verified("application/pdf", sha256, clock.instant())
                                .done(false, clock.instant()))))
            .orElseThrow();
    assertThat(store.find("acme", sha256, Kind.PDF)).contains(upload.ref());
    DynamoUploadRows rows = new DynamoUploadRows(TemplateServices.dynamoDb(), table);

    assertThat(rows.delete(done)).as("a run and a notice").isEqualTo(2);

    assertThat(rows.delete(done)).isZero();
    assertThat(store.find("acme", sha256, Kind.PDF)).isEmpty();
    assertThat(runs.find(upload.ref(), run.runId())).isEmpty();
    assertThat(uploads.find(upload.ref())).contains(done);
  }

  private Upload upload(String uploadId) {
    Upload upload = Samples.upload(new UploadRef("acme", uploadId), Kind.PDF, 3, clock.instant());
    uploads.create(upload);
    s3.putObject(
        put -> put.bucket(bucket).key(upload.objectKey().value()),
        RequestBody.fromBytes(new byte[] {1, 2, 3}));
    objects.put(ObjectKey.Derived.text(upload.ref(), "run_1"), new byte[] {1}, "text/plain");
    return upload;
  }
}
