package dev.millrace.presign.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.auth.UploadToken;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.presign.core.Filename;
import dev.millrace.presign.core.UploadMethod;
import dev.millrace.presign.core.UploadRequest;
import dev.millrace.upload.Priority;
import dev.millrace.upload.UploadRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What Uppy tells of a file: never its size, and all the metadata that a page has set.
///
/// @param metadata what is not Uppy's own, nor `uploadId`
/// @param uploadId the upload that the page has created for the file, if it has
record UppyFile(
    String filename, String contentType, Map<String, String> metadata, Optional<String> uploadId) {
  private static final String UPLOAD_ID = "uploadId";
  private static final String QUERY_PREFIX = "metadata[";
  private static final int MAX_TYPE_LENGTH = 255;

  /// What Uppy puts into the metadata of every file.
  private static final Set<String> UPPYS_OWN = Set.of("name", "type", "relativePath", UPLOAD_ID);

  static UppyFile ofQuery(HttpRequest request) {
    Map<String, String> metadata = new LinkedHashMap<>();
    request
        .query()
        .forEach((name, value) -> {
          if (name.startsWith(QUERY_PREFIX) && name.endsWith("]")) {
            metadata.put(name.substring(QUERY_PREFIX.length(), name.length() - 1), value);
          }
        });
    return of(
        request.query().getOrDefault("filename", ""),
        request.query().getOrDefault("type", ""),
        metadata);
  }

  static UppyFile ofBody(HttpRequest request) {
    JsonNode body = request.json(JsonNode.class);
    Map<String, String> metadata = new LinkedHashMap<>();
    body.path("metadata")
        .propertyStream()
        .filter(entry -> entry.getValue().isValueNode() && !entry.getValue().isNull())
        .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
    return of(body.path("filename").asText(), body.path("type").asText(), metadata);
  }

  private static UppyFile of(String filename, String contentType, Map<String, String> metadata) {
    Optional<String> uploadId =
        Optional.ofNullable(metadata.get(UPLOAD_ID)).filter(id -> UploadRef.valid("any", id));
    metadata.keySet().removeAll(UPPYS_OWN);
    return new UppyFile(Filename.cleaned(filename), contentType.strip(), metadata, uploadId);
  }

  /// {@return the wish to upload this file by a token, whose metadata has the last word}
  UploadRequest wish(UploadToken token, UploadMethod method) {
    Map<String, String> joined = new LinkedHashMap<>(metadata);
    joined.putAll(token.metadata());
    check(!filename.isEmpty(), "filename", "must name a file");
    check(
        contentType.length() <= MAX_TYPE_LENGTH && contentType.chars().allMatch(UppyFile::visible),
        "type",
        "must be at most %d characters of ASCII".formatted(MAX_TYPE_LENGTH));
    Metadata.flaw(joined).ifPresent(message -> check(false, "metadata", message));
    return new UploadRequest(
        filename,
        contentType,
        null,
        null,
        method,
        null,
        null,
        token.maxBytes() == null ? Long.MAX_VALUE : token.maxBytes(),
        Priority.NORMAL,
        joined);
  }

  private static boolean visible(int character) {
    return character >= ' ' && character <= '~';
  }

  private static void check(boolean holds, String field, String message) {
    if (!holds) {
      throw ApiProblem.invalid("invalid_request", field + " " + message + ".")
          .with("errors", List.of(Map.of("field", field, "message", message)));
    }
  }
}
