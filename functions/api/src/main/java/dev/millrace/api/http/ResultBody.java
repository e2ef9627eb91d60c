package dev.millrace.api.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.millrace.api.core.Result;
import dev.millrace.api.core.TemporaryLink;
import dev.millrace.event.EventData.ImageLabel;
import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.ResultPart.Attachment;
import dev.millrace.upload.ResultPart.Column;
import dev.millrace.upload.ResultPart.Concept;
import dev.millrace.upload.ResultPart.Document;
import dev.millrace.upload.ResultPart.FailedPage;
import dev.millrace.upload.ResultPart.Group;
import dev.millrace.upload.ResultPart.Image;
import dev.millrace.upload.ResultPart.Insight;
import dev.millrace.upload.ResultPart.Model;
import dev.millrace.upload.ResultPart.OutlineEntry;
import dev.millrace.upload.ResultPart.Summary;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was understood of an upload; `docs/openapi.yaml` tells what the fields mean.
record ResultBody(
    String uploadId,
    @Nullable String runId,
    UploadState status,
    @Nullable String detectedType,
    @Nullable String language,
    @JsonUnwrapped @Nullable DocumentFields document,
    @JsonUnwrapped @Nullable InsightFields insight,
    @JsonUnwrapped @Nullable ImageFields image,
    List<Model> models,
    List<Reason> warnings,
    @Nullable Reason error) {

  /// @param included which parts of the result are told
  static ResultBody of(Result result, Set<String> included) {
    Upload upload = result.upload();
    Document document = included.contains("document") ? result.document() : null;
    Insight insight = included.contains("insight") ? result.insight() : null;
    Image image = included.contains("image") ? result.image() : null;
    return new ResultBody(
        upload.ref().uploadId(),
        upload.runId(),
        upload.state(),
        upload.detectedType(),
        language(document, insight),
        document == null ? null : DocumentFields.of(document, result.text()),
        insight == null ? null : InsightFields.of(insight, result.embeddings()),
        image == null ? null : ImageFields.of(image),
        Stream.of(insight == null ? null : insight.model(), image == null ? null : image.model())
            .filter(Objects::nonNull)
            .toList(),
        warnings(upload, insight),
        upload.error());
  }

  /// {@return what the models say of the language, else what its words do}
  private static @Nullable String language(@Nullable Document document, @Nullable Insight insight) {
    return insight != null && insight.language() != null
        ? insight.language()
        : document == null ? null : document.language();
  }

  private static <T> @Nullable List<T> unlessEmpty(List<T> list) {
    return list.isEmpty() ? null : list;
  }

  private static List<Reason> warnings(Upload upload, @Nullable Insight insight) {
    return insight == null
        ? upload.warnings()
        : Stream.concat(upload.warnings().stream(), insight.remarks().stream()).toList();
  }

  record DocumentFields(
      @Nullable String title,
      @Nullable String author,
      @Nullable Instant createdAt,
      @Nullable Instant modifiedAt,
      @Nullable List<OutlineEntry> outline,
      @Nullable List<String> links,
      @Nullable List<Column> columns,
      @Nullable List<Attachment> attachments,
      Pages pages,
      long chars,
      int chunks,
      @Nullable TemporaryLink text) {
    static DocumentFields of(Document document, @Nullable TemporaryLink text) {
      return new DocumentFields(
          document.title(),
          document.author(),
          document.createdAt(),
          document.modifiedAt(),
          unlessEmpty(document.outline()),
          unlessEmpty(document.links()),
          unlessEmpty(document.columns()),
          unlessEmpty(document.attachments()),
          new Pages(
              document.pages(),
              document.pages() - document.failedPages().size(),
              document.failedPages()),
          document.chars(),
          document.chunks(),
          text);
    }
  }

  record Pages(int total, int processed, List<FailedPage> failed) {}

  record InsightFields(@Nullable Summary summary, List<Concept> concepts, Embedding embedding) {
    static InsightFields of(Insight insight, @Nullable TemporaryLink embeddings) {
      return new InsightFields(
          insight.summary(),
          insight.concepts(),
          new Embedding(
              insight.model().name(),
              insight.dimension(),
              insight.embeddings(),
              embeddings == null ? null : embeddings.href(),
              embeddings == null ? null : embeddings.expiresAt()));
    }
  }

  record Embedding(
      String model, int dimension, int count, @Nullable String href, @Nullable Instant expiresAt) {}

  record ImageFields(
      List<ImageLabel> labels,
      List<Group> groups,
      String confidence,
      @Nullable String retakeMessage,
      @Nullable String requestId,
      Size image) {
    static ImageFields of(Image image) {
      return new ImageFields(
          image.labels(),
          image.groups(),
          image.confidence(),
          image.retakeMessage(),
          image.requestId(),
          new Size(image.width(), image.height()));
    }
  }

  record Size(int width, int height) {}
}
