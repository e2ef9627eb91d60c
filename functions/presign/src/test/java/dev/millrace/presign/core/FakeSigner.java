package dev.millrace.presign.core;

import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.presign.core.UploadGrant.PutRequest;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.Upload;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Grants without signatures, which end at once.
public final class FakeSigner implements GrantSigner {
  private static final String S3 = "https://s3.example.com/";

  private final Clock clock;

  public FakeSigner(Clock clock) {
    this.clock = clock;
  }

  @Override
  public PostForm form(Upload upload) {
    return new PostForm(S3, Map.of("key", upload.objectKey().value()), clock.instant());
  }

  @Override
  public PutRequest put(Upload upload) {
    return new PutRequest(
        S3 + upload.objectKey().value(),
        Map.of("content-type", upload.file().contentType()),
        clock.instant());
  }

  @Override
  public List<SignedPart> parts(Upload upload, List<Integer> numbers) {
    Multipart way = Objects.requireNonNull(upload.multipart());
    return numbers.stream()
        .map(number ->
            new SignedPart(
                number,
                S3 + upload.objectKey().value() + "?partNumber=" + number,
                way.sizeOf(number, upload.file().size()),
                clock.instant()))
        .toList();
  }
}
