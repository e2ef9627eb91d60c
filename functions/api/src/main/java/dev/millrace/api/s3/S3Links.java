package dev.millrace.api.s3;

import dev.millrace.api.core.LinkSigner;
import dev.millrace.api.core.OriginalLinks;
import dev.millrace.api.core.TemporaryLink;
import dev.millrace.aws.SigningCredentials;
import dev.millrace.aws.SigningCredentials.Signing;
import dev.millrace.upload.Upload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Presigns GET requests. What a user sent is saved by browsers and never shown, whatever it is.
public final class S3Links implements LinkSigner, OriginalLinks {
  private final S3Presigner presigner;
  private final SigningCredentials credentials;
  private final String bucket;

  public S3Links(S3Presigner presigner, SigningCredentials credentials, String bucket) {
    this.presigner = presigner;
    this.credentials = credentials;
    this.bucket = bucket;
  }

  @Override
  public TemporaryLink link(String objectKey) {
    return signed(get -> get.key(objectKey));
  }

  @Override
  public TemporaryLink download(Upload upload) {
    return signed(get ->
        get.key(upload.objectKey().value())
            .responseContentType(upload.detectedType())
            .responseContentDisposition(disposition(upload.file().filename())));
  }

  private TemporaryLink signed(Consumer<GetObjectRequest.Builder> wish) {
    Signing signing = credentials.now();
    String href =
        presigner
            .presignGetObject(request ->
                request
                    .signatureDuration(signing.lifetime())
                    .getObjectRequest(get -> wish.accept(get.bucket(bucket))))
            .url()
            .toString();
    return new TemporaryLink(href, signing.expiresAt());
  }

  /// {@return the header of RFC 6266 that names a file}
  private static String disposition(String filename) {
    String encoded = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
    return "attachment; filename*=UTF-8''" + encoded.replace("*", "%2A");
  }
}
