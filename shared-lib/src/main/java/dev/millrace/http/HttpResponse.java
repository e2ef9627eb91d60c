package dev.millrace.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.millrace.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer. Header names are in lower case.
public final class HttpResponse {
  private final int status;
  private final String body;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private HttpResponse(int status, String body) {
    this.status = status;
    this.body = body;
    headers.put("cache-control", "no-store");
    headers.put("x-content-type-options", "nosniff");
    headers.put("referrer-policy", "no-referrer");
    headers.put("strict-transport-security", "max-age=63072000; includeSubDomains");
  }

  /// {@return an answer with a JSON body}
  public static HttpResponse json(int status, Object body) {
    return text(status, "application/json", Json.write(body));
  }

  /// {@return an answer with a text body}
  public static HttpResponse text(int status, String contentType, String body) {
    return new HttpResponse(status, body).header("content-type", contentType);
  }

  /// {@return an answer without a body}
  public static HttpResponse empty(int status) {
    return new HttpResponse(status, "");
  }

  /// {@return an answer that was given before, word for word}
  public static HttpResponse of(int status, Map<String, String> headers, String body) {
    HttpResponse response = new HttpResponse(status, body);
    response.headers.putAll(headers);
    return response;
  }

  /// Sets a header.
  public HttpResponse header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// {@return the status code}
  public int status() {
    return status;
  }

  /// {@return the body, empty if there is none}
  public String body() {
    return body;
  }

  /// {@return the headers as they are sent}
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  APIGatewayV2HTTPResponse toEvent() {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(headers)
        .withBody(body)
        .build();
  }
}
