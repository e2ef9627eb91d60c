package dev.millrace.inference.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.inference.core.ClassifierDescription;
import dev.millrace.inference.core.EmbedderDescription;
import dev.millrace.inference.core.KeptSummary;
import dev.millrace.inference.core.SummarizeRequest;
import dev.millrace.limit.Limit;
import dev.millrace.upload.ResultPart.Concept;
import dev.millrace.upload.ResultPart.Model;
import dev.millrace.upload.ResultPart.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers which models are in use, and what a text says.
public final class ModelRoutes {
  private static final int MAX_CHARS = 100_000;
  private static final int DEFAULT_SENTENCES = 5;
  private static final int MAX_SENTENCES = 20;

  private final ClassifierDescription classifier;
  private final EmbedderDescription embedder;
  private final SummarizeRequest summaries;

  public ModelRoutes(
      ClassifierDescription classifier, EmbedderDescription embedder, SummarizeRequest summaries) {
    this.classifier = classifier;
    this.embedder = embedder;
    this.summaries = summaries;
  }

  /// {@return the router with these routes added}
  public Router addTo(Router router) {
    return router
        .route("GET", "/v1/models", this::models)
        .route("POST", "/v1/summaries", Limit.MODELS, this::summarize)
        .route("POST", "/api/summarize", Limit.MODELS, this::summarize);
  }

  private HttpResponse models(HttpRequest request) {
    request.callerWith(Scope.INFERENCE);
    return HttpResponse.json(
        200,
        new ModelList(
            List.of(
                ModelEntry.of(classifier.model(), "image-classifier", classifier),
                ModelEntry.of(embedder.model(), "text-embedder", embedder))));
  }

  private HttpResponse summarize(HttpRequest request) {
    Caller caller = request.callerWith(Scope.INFERENCE);
    NewSummary wanted = request.json(NewSummary.class);
    String text = wanted.text();
    if (text == null || text.isBlank()) {
      throw invalid("text", "There must be a text.");
    }
    if (text.length() > MAX_CHARS) {
      throw new ApiProblem(
              413,
              "text_too_large",
              "Text too large",
              "The text has %d characters; at most %d are taken."
                  .formatted(text.length(), MAX_CHARS))
          .with("chars", text.length())
          .with("maxChars", MAX_CHARS);
    }
    int length = wanted.length();
    return HttpResponse.json(
        200,
        SummaryBody.of(
            ModelProblem.unlessDown(() -> summaries.summarize(caller.tenantId(), text, length)),
            embedder.model()));
  }

  private static ApiProblem invalid(String field, String message) {
    return ApiProblem.invalid("invalid_request", message)
        .with("errors", List.of(Map.of("field", field, "message", message)));
  }

  private record ModelList(List<ModelEntry> items) {}

  private record ModelEntry(
      String name,
      String version,
      String type,
      @Nullable Integer dimension,
      @Nullable Integer classes) {
    static ModelEntry of(Model model, String type, ClassifierDescription description) {
      return new ModelEntry(
          model.name(), model.version(), type, null, description.classes().size());
    }

    static ModelEntry of(Model model, String type, EmbedderDescription description) {
      return new ModelEntry(model.name(), model.version(), type, description.dimension(), null);
    }
  }

  private record NewSummary(@Nullable String text, @Nullable Integer sentences) {
    int length() {
      int length = sentences == null ? DEFAULT_SENTENCES : sentences;
      if (length < 1 || length > MAX_SENTENCES) {
        throw invalid("sentences", "sentences must be from 1 to %d.".formatted(MAX_SENTENCES));
      }
      return length;
    }
  }

  private record SummaryBody(
      String id,
      Summary summary,
      List<Concept> concepts,
      Model model,
      SummarizeRequest.Source source,
      Instant createdAt) {
    static SummaryBody of(SummarizeRequest.Answer answer, Model model) {
      KeptSummary made = answer.summary();
      return new SummaryBody(
          made.summaryId(),
          made.summary(),
          made.concepts(),
          model,
          answer.source(),
          made.createdAt());
    }
  }
}
