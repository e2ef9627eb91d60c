package dev.millrace.inference.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.PageRequest;
import dev.millrace.http.Router;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.inference.core.thought.CaptureThought;
import dev.millrace.inference.core.thought.CaptureThought.Captured;
import dev.millrace.inference.core.thought.Insight;
import dev.millrace.inference.core.thought.Insight.Link;
import dev.millrace.inference.core.thought.KnowledgeStore;
import dev.millrace.inference.core.thought.Pattern;
import dev.millrace.inference.core.thought.Thought;
import dev.millrace.limit.Limit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes thoughts in, and shows them and what followed from them.
public final class ThoughtRoutes {
  private static final int MAX_CHARS = 2000;

  private final CaptureThought captureThought;
  private final KnowledgeStore store;
  private final Idempotency idempotency;

  public ThoughtRoutes(
      CaptureThought captureThought, KnowledgeStore store, Idempotency idempotency) {
    this.captureThought = captureThought;
    this.store = store;
    this.idempotency = idempotency;
  }

  /// {@return the router with these routes added}
  public Router addTo(Router router) {
    return router
        .route("POST", "/v1/thoughts", Limit.MODELS, this::capture)
        .route("POST", "/api/knowledge/capture", Limit.MODELS, this::capture)
        .route("GET", "/v1/thoughts", this::thoughts)
        .route("GET", "/v1/thoughts/{thoughtId}", this::thought)
        .route("DELETE", "/v1/thoughts/{thoughtId}", this::delete)
        .route("GET", "/v1/insights", this::insights)
        .route("GET", "/v1/patterns", this::patterns);
  }

  private HttpResponse capture(HttpRequest request) {
    Caller caller = request.callerWith(Scope.INFERENCE);
    String text = request.json(NewThought.class).text();
    if (text == null || text.isBlank() || text.length() > MAX_CHARS) {
      throw ApiProblem.invalidField("text", "must have 1 to %d characters".formatted(MAX_CHARS));
    }
    return idempotency.once(
        request,
        caller.tenantId(),
        attempt -> {
          Captured captured =
              ModelProblem.unlessDown(() ->
                      captureThought.capture(caller.tenantId(), attempt.id("tho_"), text.strip()))
                  .orElseThrow(() ->
                      new ApiProblem(
                          503,
                          "feature_disabled",
                          "Switched off",
                          "Thoughts are not taken at the moment."));
          return HttpResponse.json(201, CapturedBody.of(captured))
              .header("location", "/v1/thoughts/" + captured.thought().thoughtId());
        });
  }

  private HttpResponse thoughts(HttpRequest request) {
    String tenant = request.callerWith(Scope.INFERENCE).tenantId();
    PageRequest page = PageRequest.of(request);
    return page.answer(store.thoughts(tenant, page.after(), page.limit()).map(ThoughtBody::of));
  }

  private HttpResponse thought(HttpRequest request) {
    String tenant = request.callerWith(Scope.INFERENCE).tenantId();
    return store
        .find(tenant, request.parameter("thoughtId"))
        .map(thought -> HttpResponse.json(200, ThoughtBody.of(thought)))
        .orElseThrow(ThoughtRoutes::noThought);
  }

  private HttpResponse delete(HttpRequest request) {
    String tenant = request.callerWith(Scope.INFERENCE).tenantId();
    if (!store.delete(tenant, request.parameter("thoughtId"))) {
      throw noThought();
    }
    return HttpResponse.empty(204);
  }

  private HttpResponse insights(HttpRequest request) {
    String tenant = request.callerWith(Scope.INFERENCE).tenantId();
    PageRequest page = PageRequest.of(request);
    return page.answer(store.insights(tenant, page.after(), page.limit()).map(InsightBody::of));
  }

  private HttpResponse patterns(HttpRequest request) {
    String tenant = request.callerWith(Scope.INFERENCE).tenantId();
    PageRequest page = PageRequest.of(request);
    return page.answer(store.patterns(tenant, page.after(), page.limit()).map(PatternBody::of));
  }

  private static ApiProblem noThought() {
    return ApiProblem.notFound("There is no such thought.");
  }

  private record NewThought(@Nullable String text) {}

  private record ThoughtBody(String id, String text, List<String> concepts, Instant createdAt) {
    static ThoughtBody of(Thought thought) {
      return new ThoughtBody(
          thought.thoughtId(), thought.text(), thought.concepts(), thought.createdAt());
    }
  }

  private record InsightBody(
      String id, String thoughtId, String insight, List<Link> links, Instant createdAt) {
    static InsightBody of(Insight insight) {
      return new InsightBody(
          insight.insightId(),
          insight.thoughtId(),
          insight.insight(),
          insight.links(),
          insight.createdAt());
    }
  }

  private record PatternBody(
      String id,
      String patternType,
      String concept,
      double significance,
      List<String> thoughtIds,
      Instant createdAt) {
    static PatternBody of(Pattern pattern) {
      return new PatternBody(
          pattern.patternId(),
          pattern.patternType(),
          pattern.concept(),
          pattern.significance(),
          pattern.thoughtIds(),
          pattern.createdAt());
    }
  }

  private record CapturedBody(
      String id,
      String text,
      List<String> concepts,
      Instant createdAt,
      @Nullable InsightBody insight,
      List<PatternBody> patterns) {
    static CapturedBody of(Captured captured) {
      Thought thought = captured.thought();
      return new CapturedBody(
          thought.thoughtId(),
          thought.text(),
          thought.concepts(),
          thought.createdAt(),
          captured.insight().map(InsightBody::of).orElse(null),
          captured.patterns().stream().map(PatternBody::of).toList());
    }
  }
}
