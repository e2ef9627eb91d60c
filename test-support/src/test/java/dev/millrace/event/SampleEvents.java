package dev.millrace.event;

import dev.millrace.event.EventData.DocumentExtracted;
import dev.millrace.event.EventData.DocumentSummarized;
import dev.millrace.event.EventData.EndpointDisabled;
import dev.millrace.event.EventData.ImageClassified;
import dev.millrace.event.EventData.ImageLabel;
import dev.millrace.event.EventData.InsightGenerated;
import dev.millrace.event.EventData.PatternDetected;
import dev.millrace.event.EventData.Ping;
import dev.millrace.event.EventData.Reason;
import dev.millrace.event.EventData.ThoughtCaptured;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Scan;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event of each type, as the code makes it.
final class SampleEvents {
  private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
  private static final UploadRef REF = new UploadRef("acme", "up_01m83vvae04x7n2v5c0r9w3j6h");
  private static final String RUN = "run_2gbeqrerwvcn62tmz14acvsjyc";
  private static final Upload CREATED =
      Upload.created(
          REF,
          new DeclaredFile(
              "millrace.pdf", "application/pdf", Kind.PDF, 3341L, null, Map.of("customer", "42")),
          52_428_800,
          Priority.NORMAL,
          NOW,
          NOW.plus(Duration.ofDays(1)));
  private static final Upload ARRIVED = CREATED.arrived(RUN, NOW);
  private static final Upload VERIFIED = ARRIVED.verified("application/pdf", "3f".repeat(32), NOW);
  private static final Upload EARLIER =
      Upload.created(
          new UploadRef("acme", "up_01m83v0zm8q2c6d4w7x1n5r9tj"),
          CREATED.file(),
          52_428_800,
          Priority.NORMAL,
          NOW,
          NOW);

  private static final String THOUGHT = "tho_01m83w2h5e0r7t4n9c6v1x8z3k";

  private SampleEvents() {}

  /// {@return an event of a type}
  static WebhookEvent of(EventType type) {
    return WebhookEvent.of(
        "evt_vjwb2v8bvw624qdnx5h4nj9x6q",
        REF.tenantId(),
        REF.partition(),
        NOW,
        sequence(type),
        data(type));
  }

  /// As in the life of one upload.
  private static @Nullable Long sequence(EventType type) {
    return switch (type) {
      case UPLOAD_CREATED -> 1L;
      case UPLOAD_UPLOADED, UPLOAD_CANCELLED, UPLOAD_EXPIRED -> 2L;
      case UPLOAD_VERIFIED, UPLOAD_DUPLICATE, UPLOAD_REJECTED, UPLOAD_QUARANTINED -> 3L;
      case UPLOAD_EXTRACTING, UPLOAD_FAILED, IMAGE_CLASSIFIED -> 4L;
      case DOCUMENT_EXTRACTED -> 5L;
      case DOCUMENT_SUMMARIZED -> 6L;
      case UPLOAD_COMPLETED, UPLOAD_PARTIAL -> 7L;
      case UPLOAD_DELETED -> 8L;
      case THOUGHT_CAPTURED, INSIGHT_GENERATED, PATTERN_DETECTED, ENDPOINT_DISABLED, PING -> null;
    };
  }

  private static EventData data(EventType type) {
    return switch (type) {
      case UPLOAD_CREATED -> notice(CREATED);
      case UPLOAD_UPLOADED -> notice(ARRIVED);
      case UPLOAD_VERIFIED -> notice(VERIFIED);
      case UPLOAD_DUPLICATE -> notice(ARRIVED.duplicating(EARLIER, NOW));
      case UPLOAD_REJECTED ->
          ended(
              ARRIVED,
              UploadState.REJECTED,
              "type_mismatch",
              "The file was declared as application/pdf but is image/png.");
      case UPLOAD_QUARANTINED ->
          ended(
              ARRIVED.scanned(Scan.INFECTED),
              UploadState.QUARANTINED,
              "malware_found",
              "The file is infected: Eicar-Test-Signature.");
      case UPLOAD_EXTRACTING ->
          notice(VERIFIED.entering(UploadState.EXTRACTING, Stage.EXTRACTING, 15));
      case UPLOAD_COMPLETED -> notice(VERIFIED.done(false, NOW));
      case UPLOAD_PARTIAL ->
          notice(
              VERIFIED
                  .warned(List.of(new Reason("page_parse_error", "Page 2 could not be read.")))
                  .done(true, NOW));
      case UPLOAD_FAILED ->
          ended(VERIFIED, UploadState.FAILED, "encrypted", "The file is encrypted.");
      case UPLOAD_CANCELLED -> notice(CREATED.ended(UploadState.CANCELLED, null, NOW));
      case UPLOAD_EXPIRED ->
          ended(CREATED, UploadState.EXPIRED, "upload_expired", "The file did not arrive in time.");
      case UPLOAD_DELETED -> notice(CREATED.deleted(NOW, NOW).erased(NOW));
      case DOCUMENT_EXTRACTED ->
          new DocumentExtracted(REF.uploadId(), RUN, "application/pdf", 2, 1834, 3);
      case DOCUMENT_SUMMARIZED ->
          new DocumentSummarized(
              REF.uploadId(), RUN, "The mill turns with the tide.", Map.of("sentences", 21L));
      case THOUGHT_CAPTURED -> new ThoughtCaptured(THOUGHT, List.of("tide", "old mill"));
      case INSIGHT_GENERATED ->
          new InsightGenerated(
              "ins_4xq0v9m2k7c1t5w8z3b6n0d2fh",
              THOUGHT,
              "This is close to “millrace.pdf”.",
              List.of("/v1/uploads/" + REF.uploadId()),
              List.of(0.7125));
      case PATTERN_DETECTED ->
          new PatternDetected(
              "pat_1c5t8w2z6b9n3d7f0h4k8m1q5v",
              "recurring_concept",
              "tide",
              0.375,
              List.of(THOUGHT));
      case IMAGE_CLASSIFIED ->
          new ImageClassified(
              REF.uploadId(),
              RUN,
              List.of(
                  new ImageLabel("281", "tabby", 0.62, "A cat with a striped coat."),
                  new ImageLabel("282", "tiger cat", 0.21, null)),
              "LOW",
              "Move closer and try again.");
      case ENDPOINT_DISABLED ->
          new EndpointDisabled(
              "ep_01m83vvae04x7n2v5c0r9w3j6h", "https://hooks.example.com/millrace", "failing");
      case PING -> new Ping("It works.");
    };
  }

  private static EventData ended(Upload upload, UploadState end, String code, String message) {
    return notice(upload.ended(end, new Reason(code, message), NOW));
  }

  private static EventData notice(Upload upload) {
    return upload.event().orElseThrow();
  }
}
