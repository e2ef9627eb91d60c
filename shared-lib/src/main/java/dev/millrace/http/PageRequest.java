package dev.millrace.http;

import dev.millrace.auth.Caller;
import dev.millrace.page.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The wish for one page of a list: `?limit=50&cursor=…`. Positions stay inside; a client only sees
/// opaque cursors, each of use for the list and the filters that it came from.
public final class PageRequest {
  private static final String LIMIT = "limit";
  private static final String CURSOR = "cursor";
  private static final int DEFAULT_LIMIT = 50;
  private static final Pattern UP_TO_100 = Pattern.compile("[1-9]\\d?|100");

  private final String path;
  private final Map<String, String> filters;
  private final String list;
  private final int limit;
  private final Optional<String> after;

  private PageRequest(HttpRequest request, int limit) {
    this.path = request.path();
    this.filters = new TreeMap<>(request.query());
    filters.remove(LIMIT);
    filters.remove(CURSOR);
    this.list = request.caller().map(Caller::tenantId).orElse("") + " " + path + " " + filters;
    this.limit = limit;
    this.after =
        Optional.ofNullable(request.query().get(CURSOR)).map(cursor -> Cursor.read(list, cursor));
  }

  /// {@return the page that a request wants}
  ///
  /// @throws ApiProblem 400 if its limit is not one from 1 to 100, or its cursor not of this list
  public static PageRequest of(HttpRequest request) {
    String limit = request.query().getOrDefault(LIMIT, Integer.toString(DEFAULT_LIMIT));
    if (!UP_TO_100.matcher(limit).matches()) {
      throw ApiProblem.invalidField(LIMIT, "must be a whole number from 1 to 100");
    }
    return new PageRequest(request, Integer.parseInt(limit));
  }

  /// {@return how many items it may have}
  public int limit() {
    return limit;
  }

  /// {@return where it begins; empty for the beginning of the list}
  public Optional<String> after() {
    return after;
  }

  /// {@return the answer: the items, the cursor of the next page and a link to it}
  public HttpResponse answer(Page<?> page) {
    return answer(page, Map.of());
  }

  /// {@return the same with more to tell of the list}
  ///
  /// @param more fields beside `items` and `nextCursor`
  public HttpResponse answer(Page<?> page, Map<String, ?> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("items", page.items());
    if (page.next() == null) {
      return HttpResponse.json(200, body);
    }
    String next = Cursor.write(list, page.next());
    body.put("nextCursor", next);
    return HttpResponse.json(200, body).header("link", "<%s>; rel=\"next\"".formatted(link(next)));
  }

  private String link(String cursor) {
    Map<String, String> query = new TreeMap<>(filters);
    query.put(LIMIT, Integer.toString(limit));
    query.put(CURSOR, cursor);
    return query.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", path + "?", ""));
  }
}
