package dev.millrace.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request is refused; the client gets it as an RFC 9457 problem.
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String title;
  private final transient Map<String, Object> members = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /// @param code stable, snake_case; clients may act on it
  /// @param title the same for every problem of the code
  /// @param detail what is wrong this time, fit for the client to read
  public ApiProblem(int status, String code, String title, String detail) {
    super(detail);
    this.status = status;
    this.code = code;
    this.title = title;
  }

  /// {@return 400: the request itself is wrong}
  public static ApiProblem invalid(String code, String detail) {
    return new ApiProblem(400, code, "Bad request", detail);
  }

  /// {@return 400: one field of the body or parameter of the query is wrong}
  public static ApiProblem invalidField(String field, String message) {
    return invalid("invalid_request", field + " " + message)
        .with("errors", List.of(Map.of("field", field, "message", message)));
  }

  /// {@return 404: there is no such thing, or none that the caller may know of}
  public static ApiProblem notFound(String detail) {
    return new ApiProblem(404, "not_found", "Not found", detail);
  }

  /// Adds a member to the problem.
  public ApiProblem with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /// Adds a header to the answer.
  public ApiProblem withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// {@return the problem, as a client gets it in the answer to a request}
  public Map<String, Object> body(HttpRequest request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "https://millrace.dev/problems/" + code.replace('_', '-'));
    body.put("title", title);
    body.put("status", status);
    body.put("detail", getMessage());
    body.put("code", code);
    body.put("instance", request.path());
    body.put("requestId", request.requestId());
    body.put("message", getMessage());
    body.putAll(members);
    return body;
  }

  HttpResponse toResponse(HttpRequest request) {
    HttpResponse response =
        HttpResponse.json(status, body(request)).header("content-type", "application/problem+json");
    headers.forEach(response::header);
    return response;
  }

  /// {@return the status of the answer}
  public int status() {
    return status;
  }

  /// {@return the code that clients may act on}
  public String code() {
    return code;
  }
}
