package dev.millrace.presign.http;

import dev.millrace.http.BodyFields;
import dev.millrace.http.HttpRequest;
import dev.millrace.presign.core.Filename;
import dev.millrace.presign.core.Password;
import dev.millrace.presign.core.UploadMethod;
import dev.millrace.presign.core.UploadRequest;
import dev.millrace.upload.Priority;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the body that asks for an upload.
final class UploadRequestReader {
  private static final Pattern CONTENT_TYPE = Pattern.compile("[ -~]{0,255}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  private final BodyFields fields;

  private UploadRequestReader(BodyFields fields) {
    this.fields = fields;
  }

  /// {@return what the request asks for}
  ///
  /// @throws dev.millrace.http.ApiProblem 400 naming all that is wrong with it
  static UploadRequest read(HttpRequest request) {
    return read(BodyFields.of(request));
  }

  /// {@return what fields ask for}
  ///
  /// @throws dev.millrace.http.ApiProblem 400 naming all that is wrong with them
  static UploadRequest read(BodyFields fields) {
    return fields.checked(new UploadRequestReader(fields).read());
  }

  private UploadRequest read() {
    return new UploadRequest(
        filename(),
        contentType(),
        size(),
        sha256(),
        fields.oneOf("method", UploadMethod.values(), UploadMethod::name).orElse(null),
        partSize(),
        password(),
        Long.MAX_VALUE,
        fields.oneOf("priority", Priority.values(), Priority::wireName, Priority.NORMAL),
        Metadata.read(fields));
  }

  private String filename() {
    String filename = Filename.cleaned(fields.requiredText("filename"));
    if (filename.isEmpty()) {
      fields.problem("filename", "must name a file");
    }
    return filename;
  }

  private String contentType() {
    String contentType = fields.text("contentType").orElse("").strip();
    if (!CONTENT_TYPE.matcher(contentType).matches()) {
      fields.problem("contentType", "must be at most 255 characters of ASCII");
    }
    return contentType;
  }

  private long size() {
    long size = fields.requiredWholeNumber("size");
    if (size < 0) {
      fields.problem("size", "must not be negative");
    }
    return size;
  }

  private @Nullable Long partSize() {
    return fields.wholeNumber("partSize").orElse(null);
  }

  private @Nullable Password password() {
    String password = fields.text("password").orElse(null);
    if (password == null) {
      return null;
    }
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > Password.MAX_BYTES) {
      fields.problem("password", "must have 1 to %d bytes in UTF-8".formatted(Password.MAX_BYTES));
    }
    return new Password(password);
  }

  private @Nullable String sha256() {
    String sha256 = fields.text("sha256").orElse(null);
    if (sha256 == null) {
      return null;
    }
    if (!SHA256.matcher(sha256).matches()) {
      fields.problem("sha256", "must be 64 hexadecimal digits");
    }
    return sha256.toLowerCase(Locale.ROOT);
  }
}
