package dev.millrace.inference.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.inference.core.image.ClassifierDescription;
import dev.millrace.inference.core.image.ImageClass;
import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.summary.KeptSummary;
import dev.millrace.inference.core.summary.SummarizeRequest;
import dev.millrace.limit.Limit;
import dev.millrace.upload.ResultPart.Concept;
import dev.millrace.upload.ResultPart.Model;
import dev.millrace.upload.ResultPart.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Answers which models are in use, and what a text says.
public final class ModelRoutes {
  private static final String CLASSIFIER = "image-classifier";
  private static final int MAX_CHARS = 100_000;
  private static final int DEFAULT_SENTENCES = 5;
  private static final int MAX_SENTENCES = 20;

  private final List<ClassifierDescription> classifiers;
  private final EmbedderDescription embedder;
  private final Instant loadedAt;
  private final SummarizeRequest summaries;
  private final Idempotency idempotency;

  /// @param classifiers the one in use and, if there is one, the candidate
  /// @param loadedAt when this sandbox has taken the models in
  public ModelRoutes(
      List<ClassifierDescription> classifiers,
      EmbedderDescription embedder,
      Instant loadedAt,
      SummarizeRequest summaries,
      Idempotency idempotency) {
    this.classifiers = List.copyOf(classifiers);
    this.embedder = embedder;
    this.loadedAt = loadedAt;
    this.summaries = summaries;
    this.idempotency = idempotency;
  }

  /// {@return the router with these routes added}
  public Router addTo(Router router) {
    return router
        .route("GET", "/v1/models", this::models)
        .route("GET", "/api/v1/model_info", this::modelInfo)
        .route("POST", "/v1/summaries", Limit.MODELS, this::summarize)
        .route("POST", "/api/summarize", Limit.MODELS, this::summarize);
  }

  private HttpResponse models(HttpRequest request) {
    request.callerWith(Scope.INFERENCE);
    return HttpResponse.json(
        200,
        new ModelList(
            Stream.concat(
                    classifiers.stream().map(classifier -> ModelEntry.of(classifier, loadedAt)),
                    Stream.of(ModelEntry.of(embedder, loadedAt)))
                .toList()));
  }

  /// What an earlier system told of its one model, in its words.
  private HttpResponse modelInfo(HttpRequest request) {
    request.callerWith(Scope.INFERENCE);
    ClassifierDescription classifier = classifiers.getFirst();
    return HttpResponse.json(
        200,
        Map.of(
            "model_type", CLASSIFIER,
            "model_name", classifier.model().name(),
            "model_version", classifier.model().version(),
            "num_classes", classifier.classes().size(),
            "classes", classifier.classes().stream().map(ImageClass::name).toList()));
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
    return idempotency.once(
        request,
        caller.tenantId(),
        _ ->
            HttpResponse.json(
                200,
                SummaryBody.of(
                    ModelProblem.unlessDown(
                        () -> summaries.summarize(caller.tenantId(), text, length)),
                    embedder.model())));
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
      String sha256,
      @Nullable Integer dimension,
      @Nullable Integer classes,
      Instant loadedAt) {
    static ModelEntry of(ClassifierDescription classifier, Instant loadedAt) {
      return new ModelEntry(
          classifier.model().name(),
          classifier.model().version(),
          CLASSIFIER,
          classifier.sha256(),
          null,
          classifier.classes().size(),
          loadedAt);
    }

    static ModelEntry of(EmbedderDescription embedder, Instant loadedAt) {
      return new ModelEntry(
          embedder.model().name(),
          embedder.model().version(),
          "text-embedder",
          embedder.sha256(),
          embedder.dimension(),
          null,
          loadedAt);
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
