package dev.millrace.inference.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.PageRequest;
import dev.millrace.http.Router;
import dev.millrace.inference.core.search.SearchDocuments;
import dev.millrace.limit.Limit;
import java.util.Map;

/// Finds places in the caller's documents.
public final class SearchRoutes {
  private static final int MAX_CHARS = 500;

  private final SearchDocuments documents;

  public SearchRoutes(SearchDocuments documents) {
    this.documents = documents;
  }

  /// {@return the router with these routes added}
  public Router addTo(Router router) {
    return router.route("GET", "/v1/search", Limit.MODELS, this::search);
  }

  private HttpResponse search(HttpRequest request) {
    request.callerWith(Scope.INFERENCE);
    Caller caller = request.callerWith(Scope.UPLOADS_READ);
    String query = request.query().getOrDefault("q", "").strip();
    if (query.isEmpty() || query.length() > MAX_CHARS) {
      throw ApiProblem.invalidField("q", "must have 1 to %d characters".formatted(MAX_CHARS));
    }
    PageRequest page = PageRequest.of(request);
    SearchDocuments.Answer answer =
        ModelProblem.unlessDown(
            () -> documents.search(caller.tenantId(), query, page.limit(), page.after()));
    Searched searched = new Searched(answer.documents(), answer.passages(), answer.complete());
    return page.answer(answer.hits(), Map.of("searched", searched));
  }

  private record Searched(int documents, int chunks, boolean complete) {}
}
