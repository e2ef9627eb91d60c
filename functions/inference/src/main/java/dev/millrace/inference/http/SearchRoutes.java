package dev.millrace.inference.http;

import dev.millrace.auth.Caller;
import dev.millrace.auth.Scope;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.http.HttpResponse;
import dev.millrace.http.Router;
import dev.millrace.inference.core.SearchDocuments;
import dev.millrace.inference.core.SearchHit;
import dev.millrace.limit.Limit;
import java.util.List;
import java.util.regex.Pattern;

/// Finds places in the caller's documents.
public final class SearchRoutes {
  private static final int MAX_CHARS = 500;
  private static final String DEFAULT_LIMIT = "10";
  private static final Pattern UP_TO_50 = Pattern.compile("[1-9]|[1-4]\\d|50");

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
    String limit = request.query().getOrDefault("limit", DEFAULT_LIMIT);
    if (!UP_TO_50.matcher(limit).matches()) {
      throw ApiProblem.invalidField("limit", "must be a whole number from 1 to 50");
    }
    SearchDocuments.Answer answer =
        documents.search(caller.tenantId(), query, Integer.parseInt(limit));
    return HttpResponse.json(
        200,
        new Body(
            answer.hits(), new Searched(answer.documents(), answer.passages(), answer.complete())));
  }

  private record Body(List<SearchHit> items, Searched searched) {}

  private record Searched(int documents, int chunks, boolean complete) {}
}
