package dev.millrace.upload;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The key of an object in the bucket. Keys carry no filename and are never used twice.
public sealed interface ObjectKey {
  /// {@return the key as S3 knows it}
  String value();

  /// {@return the upload it belongs to}
  UploadRef upload();

  /// The bytes that a user sent.
  record Original(boolean image, Priority priority, UploadRef upload) implements ObjectKey {
    private static final Pattern FORM =
        Pattern.compile("(documents|images)/(high|normal)/([^/]+)/([^/]+)");

    @Override
    public String value() {
      return "%s/%s/%s/%s"
          .formatted(
              image ? "images" : "documents",
              priority.wireName(),
              upload.tenantId(),
              upload.uploadId());
    }

    private static Optional<ObjectKey> parse(String key) {
      Matcher parts = FORM.matcher(key);
      return parts.matches() && UploadRef.valid(parts.group(3), parts.group(4))
          ? Optional.of(
              new Original(
                  parts.group(1).equals("images"),
                  Priority.valueOf(parts.group(2).toUpperCase(Locale.ROOT)),
                  new UploadRef(parts.group(3), parts.group(4))))
          : Optional.empty();
    }
  }

  /// What a run has made of an upload.
  record Derived(UploadRef upload, String runId, String name) implements ObjectKey {
    private static final Pattern FORM =
        Pattern.compile("derived/([^/]+)/([^/]+)/(run_[0-9a-z]+)/([a-zA-Z0-9.-]+)");
    private static final String MANIFEST = "chunks.manifest.json";

    /// The whole text, UTF-8.
    public static Derived text(UploadRef upload, String runId) {
      return new Derived(upload, runId, "text.txt");
    }

    /// A part of the text by page, gzip JSON lines.
    ///
    /// @param number from 1
    public static Derived pages(UploadRef upload, String runId, int number) {
      return new Derived(upload, runId, "pages-%05d.jsonl.gz".formatted(number));
    }

    /// A part of the chunks, gzip JSON lines.
    ///
    /// @param number from 1
    public static Derived chunks(UploadRef upload, String runId, int number) {
      return new Derived(upload, runId, "chunks-%05d.jsonl.gz".formatted(number));
    }

    /// A part of the pages that a worker has read while the document is not yet whole, gzip JSON
    /// lines.
    ///
    /// @param number from 1
    public static Derived spool(UploadRef upload, String runId, String worker, int number) {
      return new Derived(upload, runId, "spool-%s-%05d.jsonl.gz".formatted(worker, number));
    }

    /// The embeddings of the chunks, binary.
    public static Derived embeddings(UploadRef upload, String runId) {
      return new Derived(upload, runId, "embeddings.bin");
    }

    /// The list of all parts, whose arrival starts inference.
    public static Derived manifest(UploadRef upload, String runId) {
      return new Derived(upload, runId, MANIFEST);
    }

    /// {@return what the keys of all that was made of an upload begin with}
    public static String folder(UploadRef upload) {
      return "derived/%s/%s/".formatted(upload.tenantId(), upload.uploadId());
    }

    /// {@return whether this is the list of all parts}
    public boolean isManifest() {
      return name.equals(MANIFEST);
    }

    @Override
    public String value() {
      return "derived/%s/%s/%s/%s".formatted(upload.tenantId(), upload.uploadId(), runId, name);
    }

    private static Optional<ObjectKey> parse(String key) {
      Matcher parts = FORM.matcher(key);
      return parts.matches() && UploadRef.valid(parts.group(1), parts.group(2))
          ? Optional.of(
              new Derived(
                  new UploadRef(parts.group(1), parts.group(2)), parts.group(3), parts.group(4)))
          : Optional.empty();
    }
  }

  /// {@return the key of an object of ours, or empty if no upload could have such a key}
  static Optional<ObjectKey> parse(String key) {
    return key.startsWith("derived/") ? Derived.parse(key) : Original.parse(key);
  }
}
