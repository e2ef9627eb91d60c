package dev.millrace.api.s3;

import dev.millrace.api.core.LinkSigner;
import dev.millrace.api.core.TemporaryLink;
import dev.millrace.aws.SigningCredentials;
import dev.millrace.aws.SigningCredentials.Signing;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Presigns GET requests.
public final class S3LinkSigner implements LinkSigner {
  private final S3Presigner presigner;
  private final SigningCredentials credentials;
  private final String bucket;

  public S3LinkSigner(S3Presigner presigner, SigningCredentials credentials, String bucket) {
    this.presigner = presigner;
    this.credentials = credentials;
    this.bucket = bucket;
  }

  @Override
  public TemporaryLink link(String objectKey) {
    Signing signing = credentials.now();
    String href =
        presigner
            .presignGetObject(request ->
                request
                    .signatureDuration(signing.lifetime())
                    .getObjectRequest(get -> get.bucket(bucket).key(objectKey)))
            .url()
            .toString();
    return new TemporaryLink(href, signing.expiresAt());
  }
}
