package dev.millrace.testing;

import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Values that tests start from.
public final class Samples {
  /// An upload of a tenant.
  public static final UploadRef REF = new UploadRef("acme", "up_01");

  private Samples() {}

  /// {@return an upload of a kind that awaits so many bytes}
  public static Upload upload(UploadRef ref, Kind kind, long size, Instant now) {
    DeclaredFile file =
        new DeclaredFile(
            "sample." + kind.extensions().getFirst(),
            kind.contentTypes().getFirst(),
            kind,
            size,
            null,
            Map.of("customer", "42"));
    return Upload.created(ref, file, size, Priority.NORMAL, now, now.plus(Duration.ofDays(1)));
  }

  /// {@return the object that an upload's bytes become}
  public static StoredObject object(Upload upload) {
    return new StoredObject(upload.objectKey(), upload.maxBytes(), "etag-1", "v1");
  }
}
