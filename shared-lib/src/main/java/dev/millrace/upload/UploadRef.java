package dev.millrace.upload;

import java.util.regex.Pattern;

/// Names one upload of one tenant. Neither id has characters that could forge a key.
public record UploadRef(String tenantId, String uploadId) {
  private static final Pattern TENANT_ID = Pattern.compile("[a-z0-9-]{1,63}");
  private static final Pattern UPLOAD_ID = Pattern.compile("up_[0-9a-z]{1,40}");

  public UploadRef {
    if (!valid(tenantId, uploadId)) {
      throw new IllegalArgumentException("not an upload: " + tenantId + " " + uploadId);
    }
  }

  /// {@return whether two texts could name an upload}
  public static boolean valid(String tenantId, String uploadId) {
    return TENANT_ID.matcher(tenantId).matches() && UPLOAD_ID.matcher(uploadId).matches();
  }

  /// {@return the partition that holds everything of this upload}
  public String partition() {
    return "T#" + tenantId + "#U#" + uploadId;
  }
}
