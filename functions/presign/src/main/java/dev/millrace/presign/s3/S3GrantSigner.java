package dev.millrace.presign.s3;

import dev.millrace.aws.SigningCredentials;
import dev.millrace.aws.SigningCredentials.Signing;
import dev.millrace.presign.core.GrantSigner;
import dev.millrace.presign.core.SignedPart;
import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.presign.core.UploadGrant.PutRequest;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.Upload;
import java.net.URL;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/// Signs requests that S3 itself holds to the key, size, type and, if it was declared, the hash of
/// the file.
public final class S3GrantSigner implements GrantSigner {
  private static final String CHECKSUM = "x-amz-checksum-sha256";
  private static final String ANY = "*";

  private final S3Presigner presigner;
  private final SigningCredentials credentials;
  private final String region;
  private final String bucket;

  public S3GrantSigner(
      S3Presigner presigner, SigningCredentials credentials, String region, String bucket) {
    this.presigner = presigner;
    this.credentials = credentials;
    this.region = region;
    this.bucket = bucket;
  }

  @Override
  public PostForm form(Upload upload) {
    Signing signing = credentials.now();
    DeclaredFile file = upload.file();
    PostPolicy policy =
        new PostPolicy(bucket)
            .field("key", upload.objectKey().value())
            .field("Content-Type", file.contentType())
            .field("success_action_status", "201")
            .size(file.size() == null ? 1 : upload.mostBytes(), upload.mostBytes());
    if (file.sha256() != null) {
      policy.field(CHECKSUM, base64(file.sha256()));
    }
    return new PostForm(
        formUrl(upload, signing), policy.sign(signing, region), signing.expiresAt());
  }

  @Override
  public PutRequest put(Upload upload) {
    Signing signing = credentials.now();
    DeclaredFile file = upload.file();
    PutObjectRequest.Builder put =
        to(upload).contentType(file.contentType()).contentLength(file.size()).ifNoneMatch(ANY);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", file.contentType());
    headers.put("if-none-match", ANY);
    if (file.sha256() != null) {
      put.checksumSHA256(base64(file.sha256()));
      headers.put(CHECKSUM, base64(file.sha256()));
    }
    return new PutRequest(presign(put, signing).url().toString(), headers, signing.expiresAt());
  }

  @Override
  public List<SignedPart> parts(Upload upload, List<Integer> numbers) {
    Signing signing = credentials.now();
    Multipart way = Objects.requireNonNull(upload.multipart(), "not sent in parts");
    return numbers.stream().map(number -> part(upload, way, number, signing)).toList();
  }

  private SignedPart part(Upload upload, Multipart way, int number, Signing signing) {
    Long size = way.sizeOf(number, upload.file().size());
    URL url =
        presigner
            .presignUploadPart(request ->
                request
                    .signatureDuration(signing.lifetime())
                    .uploadPartRequest(part ->
                        part.bucket(bucket)
                            .key(upload.objectKey().value())
                            .uploadId(way.s3UploadId())
                            .partNumber(number)
                            .contentLength(size)))
            .url();
    return new SignedPart(number, url.toString(), size, signing.expiresAt());
  }

  /// {@return where forms go: the address that a PUT would have, without its key; it ends with a
  /// slash, since clients make an object's address of the two}
  private String formUrl(Upload upload, Signing signing) {
    String url = presign(to(upload), signing).url().toString();
    return url.substring(0, url.indexOf(upload.objectKey().value()));
  }

  private PutObjectRequest.Builder to(Upload upload) {
    return PutObjectRequest.builder().bucket(bucket).key(upload.objectKey().value());
  }

  private PresignedPutObjectRequest presign(PutObjectRequest.Builder put, Signing signing) {
    return presigner.presignPutObject(
        request -> request.signatureDuration(signing.lifetime()).putObjectRequest(put.build()));
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
