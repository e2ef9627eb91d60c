package dev.millrace.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a notice says: the `data` of its body. The JSON Schema of each type lies in `schemas/`.
public sealed interface EventData {
  /// {@return the type of notice that carries this data}
  @JsonIgnore
  EventType type();

  /// An upload has changed its state.
  ///
  /// @param type one of `upload.*`
  /// @param state the state it has entered
  /// @param size in bytes; absent as long as nobody has told it
  /// @param duplicateOf the upload that has the result of the same bytes
  /// @param result path of the result, once there is one
  record UploadChanged(
      @JsonIgnore EventType type,
      String uploadId,
      String state,
      String filename,
      String contentType,
      @Nullable Long size,
      @Nullable String detectedType,
      @Nullable String runId,
      @Nullable String duplicateOf,
      @Nullable Reason error,
      List<Reason> warnings,
      Map<String, String> metadata,
      @Nullable String result)
      implements EventData {}

  /// The text of a document lies ready.
  record DocumentExtracted(
      String uploadId, String runId, String detectedType, int pages, long chars, int chunks)
      implements EventData {
    @Override
    public EventType type() {
      return EventType.DOCUMENT_EXTRACTED;
    }
  }

  /// A document has been summarised, or a text that came with a request.
  ///
  /// @param documentId the upload's id, or that of the summary
  /// @param runId the upload's run; null for a text that came with a request
  /// @param metrics counts that tell how the summary came about, such as `sentences`
  record DocumentSummarized(
      String documentId, @Nullable String runId, String summary, Map<String, Long> metrics)
      implements EventData {
    @Override
    public EventType type() {
      return EventType.DOCUMENT_SUMMARIZED;
    }
  }

  /// An image has been classified.
  ///
  /// @param labels the most likely labels, best first
  /// @param confidence `LOW`, `MEDIUM` or `HIGH`
  record ImageClassified(
      String uploadId,
      String runId,
      List<ImageLabel> labels,
      String confidence,
      @Nullable String retakeMessage)
      implements EventData {
    @Override
    public EventType type() {
      return EventType.IMAGE_CLASSIFIED;
    }
  }

  /// A thought has been taken in.
  record ThoughtCaptured(String thoughtId, List<String> concepts) implements EventData {
    @Override
    public EventType type() {
      return EventType.THOUGHT_CAPTURED;
    }
  }

  /// A thought is near to earlier material.
  ///
  /// @param insight what was found, in a sentence
  /// @param links paths of what it is near to, the nearest first
  /// @param scores how near each is: the cosine, 1 at most
  record InsightGenerated(
      String insightId, String thoughtId, String insight, List<String> links, List<Double> scores)
      implements EventData {
    @Override
    public EventType type() {
      return EventType.INSIGHT_GENERATED;
    }
  }

  /// Something keeps coming back in a tenant's thoughts.
  ///
  /// @param patternType always `recurring_concept`
  /// @param significance the share of the window's thoughts that have the concept
  record PatternDetected(
      String patternId,
      String patternType,
      String concept,
      double significance,
      List<String> thoughtIds)
      implements EventData {
    @Override
    public EventType type() {
      return EventType.PATTERN_DETECTED;
    }
  }

  /// An endpoint gets nothing any more; its tenant's other endpoints are told.
  ///
  /// @param reason a stable code: `gone` after an answer of 410, `failing` after days of failures
  record EndpointDisabled(String endpointId, String url, String reason) implements EventData {
    @Override
    public EventType type() {
      return EventType.ENDPOINT_DISABLED;
    }
  }

  /// A test notice.
  record Ping(String message) implements EventData {
    @Override
    public EventType type() {
      return EventType.PING;
    }
  }

  /// Why something ended as it did: a stable code and a sentence for people.
  record Reason(String code, String message) {}

  /// One label of an image; names repeat, so its id is the key.
  record ImageLabel(String id, String name, double probability, @Nullable String description) {}
}
