package dev.millrace.presign.http;

import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.RateHeaders;
import dev.millrace.limit.Permit;
import dev.millrace.presign.core.CreateUpload;
import dev.millrace.presign.core.ListParts;
import dev.millrace.presign.core.SignParts;
import dev.millrace.presign.core.SignedPart;
import dev.millrace.presign.core.UploadRequest;
import dev.millrace.upload.Batch;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Upload;
import dev.millrace.upload.multipart.CompleteUpload;
import dev.millrace.upload.multipart.SentPart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes out of an outcome what was wanted, or refuses the request with the problem that is in it.
final class Refusals {
  private Refusals() {}

  /// {@return the upload that was created}
  static CreateUpload.Outcome.Created created(CreateUpload.Outcome outcome) {
    return switch (outcome) {
      case CreateUpload.Outcome.Created created -> created;
      case CreateUpload.Outcome.Duplicate(Upload upload, _) ->
          throw new IllegalStateException(upload.ref().uploadId() + " is a duplicate");
      case CreateUpload.Outcome.EmptyFile(String filename) ->
          throw new ApiProblem(400, "empty_file", "Empty file", filename + " has no bytes.");
      case CreateUpload.Outcome.UnsupportedType(
              String filename,
              String contentType,
              Set<String> taken) ->
          throw unsupportedType(filename, contentType, taken.stream().sorted().toList());
      case CreateUpload.Outcome.TypeMismatch(String filename, String contentType) ->
          throw new ApiProblem(
              415,
              "type_mismatch",
              "Type mismatch",
              "%s was declared as %s, which its extension contradicts."
                  .formatted(filename, contentType));
      case CreateUpload.Outcome.TooLarge file ->
          throw tooLarge(file.filename(), file.sizeBytes(), file.maxBytes());
      case CreateUpload.Outcome.Unsendable(String field, String message) ->
          throw ApiProblem.invalid("invalid_request", field + " " + message + ".")
              .with("errors", List.of(Map.of("field", field, "message", message)));
      case CreateUpload.Outcome.Overloaded(Duration pause) ->
          throw new ApiProblem(
                  503, "overloaded", "Overloaded", "Too many files are waiting. Try again later.")
              .with("retryAfterSeconds", pause.toSeconds())
              .withHeader("retry-after", Long.toString(pause.toSeconds()));
      case CreateUpload.Outcome.UsedUp(Permit permit) -> throw RateHeaders.refusal(permit);
    };
  }

  /// {@return the wish, if the caller may be served before others}
  static UploadRequest prioritized(HttpRequest request, UploadRequest wish) {
    if (wish.priority() == Priority.HIGH) {
      request.callerWith(Scope.UPLOADS_PRIORITY);
    }
    return wish;
  }

  /// {@return the parts that may be sent}
  static List<SignedPart> signed(Optional<SignParts.Outcome> outcome) {
    return switch (outcome.orElseThrow(Refusals::notFound)) {
      case SignParts.Outcome.Signed(var parts) -> parts;
      case SignParts.Outcome.NotInParts _ -> throw notInParts();
      case SignParts.Outcome.Over(Upload upload) -> throw ended(upload);
      case SignParts.Outcome.NoSuchPart(int number, int maxParts) ->
          throw ApiProblem.invalid(
                  "part_out_of_range",
                  "There is no part %d: the file can have at most %d parts."
                      .formatted(number, maxParts))
              .with("maxParts", maxParts);
    };
  }

  /// {@return the parts that lie at S3}
  static List<SentPart> listed(Optional<ListParts.Outcome> outcome) {
    return switch (outcome.orElseThrow(Refusals::notFound)) {
      case ListParts.Outcome.Listed(var parts) -> parts;
      case ListParts.Outcome.NotInParts _ -> throw notInParts();
      case ListParts.Outcome.Over(Upload upload) -> throw ended(upload);
    };
  }

  /// {@return the upload whose bytes are at S3, or on their way into one object there}
  static Upload completed(Optional<CompleteUpload.Outcome> outcome) {
    return switch (outcome.orElseThrow(Refusals::notFound)) {
      case CompleteUpload.Outcome.Arrived(Upload upload) -> upload;
      case CompleteUpload.Outcome.UnderWay(Upload upload) -> upload;
      case CompleteUpload.Outcome.Ended(Upload upload) -> throw ended(upload);
      case CompleteUpload.Outcome.NoBytes _ ->
          throw conflict("bytes_missing", "Bytes missing", "The file has not been sent.");
      case CompleteUpload.Outcome.PartsMissing(List<Integer> numbers) ->
          throw conflict("parts_missing", "Parts missing", "Parts have not been sent.")
              .with("parts", numbers);
      case CompleteUpload.Outcome.PartMismatch(int number) ->
          throw conflict(
                  "part_mismatch",
                  "Part mismatch",
                  "Part %d is not what was to be sent.".formatted(number))
              .with("parts", List.of(number));
      case CompleteUpload.Outcome.PartChanged _ ->
          throw conflict(
              "part_changed",
              "Part changed",
              "A part was sent again while the parts were put together.");
      case CompleteUpload.Outcome.TooLarge(Upload upload, long sizeBytes) ->
          throw tooLarge(upload.file().filename(), sizeBytes, upload.mostBytes());
    };
  }

  /// {@return the upload, whose bytes are awaited}
  static Upload awaiting(Upload upload) {
    if (!upload.state().awaitingBytes()) {
      throw ended(upload);
    }
    return upload;
  }

  /// {@return 404, also for what is another tenant's}
  static ApiProblem notFound() {
    return ApiProblem.notFound("There is no such upload.");
  }

  /// {@return the refusal of an upload that a batch has no room for}
  static ApiProblem batchFull() {
    return conflict(
        "batch_full", "Batch full", "A batch has at most %d uploads.".formatted(Batch.MOST));
  }

  private static ApiProblem notInParts() {
    return conflict("not_in_parts", "Not in parts", "The file is not sent in parts.");
  }

  private static ApiProblem ended(Upload upload) {
    ApiProblem problem =
        conflict("upload_ended", "Upload ended", "The upload is " + upload.state() + ".")
            .with("state", upload.state());
    return upload.error() == null ? problem : problem.with("error", upload.error());
  }

  private static ApiProblem conflict(String code, String title, String detail) {
    return new ApiProblem(409, code, title, detail);
  }

  private static ApiProblem unsupportedType(
      String filename, String contentType, List<String> taken) {
    String type = contentType.isEmpty() ? "of unknown type" : contentType;
    return new ApiProblem(
            415,
            "unsupported_media_type",
            "Unsupported media type",
            "%s is %s, which is not taken.".formatted(filename, type))
        .with("allowed", taken);
  }

  private static ApiProblem tooLarge(String filename, long sizeBytes, long maxBytes) {
    return new ApiProblem(
            413,
            "upload_too_large",
            "File too large",
            "%s has %d bytes; at most %d are allowed.".formatted(filename, sizeBytes, maxBytes))
        .with("sizeBytes", sizeBytes)
        .with("maxBytes", maxBytes)
        .with("filename", filename);
  }
}
