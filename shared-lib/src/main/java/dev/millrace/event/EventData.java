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

  /// {@return this data, short enough for a notice whatever was sent: what is left out is at the
  /// path `full`}
  default EventData abridged() {
    return this;
  }

  /// An upload has changed its state.
  ///
  /// @param type one of `upload.*`
  /// @param state the state it has entered
  /// @param size in bytes; absent as long as nobody has told it
  /// @param duplicateOf the upload that has the result of the same bytes
  /// @param result path of the result, once there is one
  /// @param full path of the upload where the notice leaves out what would make it too long
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
      @Nullable String result,
      @Nullable String full)
      implements EventData {
    @Override
    public EventData abridged() {
      return new UploadChanged(
          type,
          uploadId,
          state,
          filename,
          contentType,
          size,
          detectedType,
          runId,
          duplicateOf,
          error == null ? null : error.abridged(),
          Abridged.list(warnings).map(Reason::abridged).toList(),
          Map.of(),
          result,
          "/v1/uploads/" + uploadId);
    }
  }

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
  /// @param full path of the upload's result where the notice has only the beginning of the
  ///   summary; a text that came with a request has its summary in the answer
  record DocumentSummarized(
      String documentId,
      @Nullable String runId,
      String summary,
      Map<String, Long> metrics,
      @Nullable String full)
      implements EventData {
    /// The whole summary.
    public DocumentSummarized(
        String documentId, @Nullable String runId, String summary, Map<String, Long> metrics) {
      this(documentId, runId, summary, metrics, null);
    }

    @Override
    public EventData abridged() {
      return new DocumentSummarized(
          documentId,
          runId,
          Abridged.text(summary, Abridged.LONG_TEXT),
          metrics,
          runId == null ? null : "/v1/uploads/" + documentId + "/result");
    }

    @Override
    public EventType type() {
      return EventType.DOCUMENT_SUMMARIZED;
    }
  }

  /// An image has been classified.
  ///
  /// @param labels the most likely labels, best first
  /// @param confidence `LOW`, `MEDIUM` or `HIGH`
  /// @param full path of the result where the notice leaves out what would make it too long
  record ImageClassified(
      String uploadId,
      String runId,
      List<ImageLabel> labels,
      String confidence,
      @Nullable String retakeMessage,
      @Nullable String full)
      implements EventData {
    /// The whole classification.
    public ImageClassified(
        String uploadId,
        String runId,
        List<ImageLabel> labels,
        String confidence,
        @Nullable String retakeMessage) {
      this(uploadId, runId, labels, confidence, retakeMessage, null);
    }

    @Override
    public EventData abridged() {
      return new ImageClassified(
          uploadId,
          runId,
          Abridged.list(labels).map(ImageLabel::abridged).toList(),
          confidence,
          retakeMessage == null ? null : Abridged.text(retakeMessage, Abridged.SHORT_TEXT),
          "/v1/uploads/" + uploadId + "/result");
    }

    @Override
    public EventType type() {
      return EventType.IMAGE_CLASSIFIED;
    }
  }

  /// A thought has been taken in.
  ///
  /// @param full path of the thought where the notice leaves out what would make it too long
  record ThoughtCaptured(String thoughtId, List<String> concepts, @Nullable String full)
      implements EventData {
    /// All concepts.
    public ThoughtCaptured(String thoughtId, List<String> concepts) {
      this(thoughtId, concepts, null);
    }

    @Override
    public EventData abridged() {
      return new ThoughtCaptured(
          thoughtId,
          Abridged.list(concepts)
              .map(concept -> Abridged.text(concept, Abridged.SHORT_TEXT))
              .toList(),
          "/v1/thoughts/" + thoughtId);
    }

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
    public EventData abridged() {
      return new InsightGenerated(
          insightId,
          thoughtId,
          Abridged.text(insight, Abridged.LONG_TEXT),
          Abridged.list(links).toList(),
          Abridged.list(scores).toList());
    }

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
    public EventData abridged() {
      return new PatternDetected(
          patternId,
          patternType,
          Abridged.text(concept, Abridged.SHORT_TEXT),
          significance,
          Abridged.list(thoughtIds).toList());
    }

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
  record Reason(String code, String message) {
    private Reason abridged() {
      return new Reason(code, Abridged.text(message, Abridged.SHORT_TEXT));
    }
  }

  /// One label of an image; names repeat, so its id is the key.
  record ImageLabel(String id, String name, double probability, @Nullable String description) {
    private ImageLabel abridged() {
      return new ImageLabel(
          Abridged.text(id, Abridged.SHORT_TEXT),
          Abridged.text(name, Abridged.SHORT_TEXT),
          probability,
          null);
    }
  }
}
