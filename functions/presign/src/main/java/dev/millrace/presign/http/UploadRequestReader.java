package dev.millrace.presign.http;

import dev.millrace.http.BodyFields;
import dev.millrace.http.HttpRequest;
import dev.millrace.presign.core.Filename;
import dev.millrace.presign.core.UploadMethod;
import dev.millrace.presign.core.UploadRequest;
import dev.millrace.upload.Priority;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the body that asks for an upload.
final class UploadRequestReader {
  private static final Pattern CONTENT_TYPE = Pattern.compile("[ -~]{0,255}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int MAX_METADATA = 20;
  private static final int MAX_KEY_LENGTH = 64;
  private static final int MAX_VALUE_LENGTH = 512;
  private static final int MAX_METADATA_BYTES = 8192;

  private final BodyFields fields;

  private UploadRequestReader(BodyFields fields) {
    this.fields = fields;
  }

  /// {@return what the request asks for}
  ///
  /// @throws dev.millrace.http.ApiProblem 400 naming all that is wrong with it
  static UploadRequest read(HttpRequest request) {
    BodyFields fields = BodyFields.of(request);
    return fields.checked(new UploadRequestReader(fields).read());
  }

  private UploadRequest read() {
    return new UploadRequest(
        filename(),
        contentType(),
        size(),
        sha256(),
        fields.oneOf("method", UploadMethod.values(), UploadMethod::name, UploadMethod.POST),
        fields.oneOf("priority", Priority.values(), Priority::wireName, Priority.NORMAL),
        metadata());
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

  private Map<String, String> metadata() {
    Map<String, String> metadata = fields.texts("metadata");
    if (metadata.size() > MAX_METADATA) {
      fields.problem("metadata", "must have at most %d entries".formatted(MAX_METADATA));
    }
    if (metadata.keySet().stream().anyMatch(k -> k.isEmpty() || k.length() > MAX_KEY_LENGTH)) {
      fields.problem("metadata", "must have names of 1 to %d characters".formatted(MAX_KEY_LENGTH));
    }
    if (metadata.values().stream().anyMatch(value -> value.length() > MAX_VALUE_LENGTH)) {
      fields.problem(
          "metadata", "must have texts of at most %d characters".formatted(MAX_VALUE_LENGTH));
    }
    if (bytes(metadata) > MAX_METADATA_BYTES) {
      fields.problem("metadata", "must have at most %d bytes".formatted(MAX_METADATA_BYTES));
    }
    return metadata;
  }

  private static int bytes(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(entry -> entry.getKey() + entry.getValue())
        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
