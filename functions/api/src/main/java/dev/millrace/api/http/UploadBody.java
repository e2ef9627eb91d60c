package dev.millrace.api.http;

import dev.millrace.eta.Eta;
import dev.millrace.eta.EtaConfidence;
import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.DeclaredFile;
import dev.millrace.upload.Erasure;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Progress;
import dev.millrace.upload.Scan;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an upload stands; `docs/openapi.yaml` tells what the fields mean.
record UploadBody(
    String id,
    UploadState state,
    boolean terminal,
    @Nullable Stage stage,
    int percent,
    @Nullable Progress progress,
    @Nullable Long etaSeconds,
    @Nullable EtaConfidence etaConfidence,
    @Nullable Long queuePosition,
    String filename,
    String contentType,
    @Nullable Long size,
    Priority priority,
    Map<String, String> metadata,
    @Nullable String runId,
    @Nullable Integer attempt,
    @Nullable String sha256,
    @Nullable String detectedType,
    @Nullable Scan scan,
    @Nullable String duplicateOf,
    Timings timings,
    List<Reason> warnings,
    @Nullable Reason error,
    @Nullable Erasure erasure,
    long version,
    UploadLinks links) {
  record Timings(
      Instant createdAt,
      @Nullable Instant uploadedAt,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt,
      @Nullable Long queueMs) {
    static Timings of(Upload upload) {
      Instant uploaded = upload.uploadedAt();
      Instant started = upload.startedAt();
      return new Timings(
          upload.createdAt(),
          uploaded,
          started,
          upload.completedAt(),
          uploaded == null || started == null
              ? null
              : Duration.between(uploaded, started).toMillis());
    }
  }

  static UploadBody of(Upload upload, Optional<Eta> eta) {
    DeclaredFile file = upload.file();
    return new UploadBody(
        upload.ref().uploadId(),
        upload.state(),
        upload.state().terminal(),
        upload.stage(),
        upload.percent(),
        upload.progress(),
        eta.map(Eta::seconds).orElse(null),
        eta.map(Eta::confidence).orElse(null),
        eta.map(Eta::queuePosition).orElse(null),
        file.filename(),
        file.contentType(),
        file.size(),
        upload.priority(),
        file.metadata(),
        upload.runId(),
        upload.runId() == null ? null : upload.runNumber(),
        upload.sha256() == null ? file.sha256() : upload.sha256(),
        upload.detectedType(),
        upload.scan(),
        upload.duplicateOf(),
        Timings.of(upload),
        upload.warnings(),
        upload.error(),
        upload.erasure(),
        upload.version(),
        UploadLinks.of(upload.ref()));
  }
}
