package dev.millrace.api.s3;

import dev.millrace.api.core.OriginalLinks;
import dev.millrace.api.core.TemporaryLink;
import dev.millrace.aws.SigningCredentials;
import dev.millrace.aws.SigningCredentials.Signing;
import dev.millrace.upload.Upload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Presigns downloads. Whatever the bytes are, a browser saves them and does not show them.
public final class S3OriginalLinks implements OriginalLinks {
  private final S3Presigner presigner;
  private final SigningCredentials credentials;
  private final String bucket;

  public S3OriginalLinks(S3Presigner presigner, SigningCredentials credentials, String bucket) {
    this.presigner = presigner;
    this.credentials = credentials;
    this.bucket = bucket;
  }

  @Override
  public TemporaryLink download(Upload upload) {
    Signing signing = credentials.now();
    String href =
        presigner
            .presignGetObject(request ->
                request
                    .signatureDuration(signing.lifetime())
                    .getObjectRequest(get ->
                        get.bucket(bucket)
                            .key(upload.objectKey().value())
                            .responseContentType(upload.detectedType())
                            .responseContentDisposition(disposition(upload.file().filename()))))
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
