package dev.millrace.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A client of the API, and of the forms that it hands out.
public final class MillraceClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(45);
  private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(5);
  private static final int WAIT_SECONDS = 20;
  private static final int ATTEMPTS = 4;
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// An answer of the API.
  ///
  /// @param status the status
  /// @param body the body, missing when it is not JSON
  public record Answer(int status, JsonNode body) {
    /// {@return whether the status is 2xx}
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI api;
  private final String apiKey;

  /// Creates a client.
  ///
  /// @param api the address of the API
  /// @param apiKey a key for it
  public MillraceClient(URI api, String apiKey) {
    this.api = api;
    this.apiKey = apiKey;
  }

  /// {@return the answer to the wish for a webhook endpoint}
  ///
  /// @param eventTypes what it wants to hear of; all if there is none
  public Answer createEndpoint(URI url, List<String> eventTypes)
      throws IOException, InterruptedException {
    ObjectNode endpoint = Json.object().put("url", url.toString());
    if (!eventTypes.isEmpty()) {
      endpoint.set("eventTypes", Json.tree(eventTypes));
    }
    return post("/v1/webhook-endpoints", endpoint);
  }

  /// {@return the answer to the wish that a webhook endpoint be gone}
  public Answer deleteEndpoint(String id) throws IOException, InterruptedException {
    return send(request("/v1/webhook-endpoints/" + id).DELETE().build());
  }

  /// {@return the answer to the wish for an upload}
  public Answer createUpload(String filename, String contentType, long size)
      throws IOException, InterruptedException {
    return createUpload(
        Json.object().put("filename", filename).put("contentType", contentType).put("size", size));
  }

  /// {@return the answer to the wish for an upload}
  ///
  /// @param wish as the API has it
  public Answer createUpload(ObjectNode wish) throws IOException, InterruptedException {
    return post("/v1/uploads", wish);
  }

  /// {@return the answer to the news that all bytes of an upload are sent}
  public Answer completeUpload(String id) throws IOException, InterruptedException {
    return post("/v1/uploads/" + id + "/complete", Json.object());
  }

  /// {@return the answer to the wish that an upload be gone}
  public Answer deleteUpload(String id) throws IOException, InterruptedException {
    return send(request("/v1/uploads/" + id).DELETE().build());
  }

  /// {@return how an upload stands, held back until it differs from a version}
  public Answer upload(String id, Optional<Long> version) throws IOException, InterruptedException {
    HttpRequest.Builder request = request("/v1/uploads/" + id + "?wait=" + WAIT_SECONDS).GET();
    version.ifPresent(known -> request.header("if-none-match", "\"" + known + "\""));
    return send(request.build());
  }

  /// {@return the result of an upload}
  public Answer result(String id) throws IOException, InterruptedException {
    return send(request("/v1/uploads/" + id + "/result").GET().build());
  }

  /// {@return the status of S3 for a form with a file as its last field, as a browser sends it}
  public int submit(JsonNode form, Path file, String contentType)
      throws IOException, InterruptedException {
    String boundary = "----millrace" + UUID.randomUUID().toString().replace("-", "");
    StringBuilder fields = new StringBuilder();
    form.path("fields")
        .propertyStream()
        .forEach(field ->
            fields.append(
                part(boundary, "name=\"" + field.getKey() + "\"", "")
                    + field.getValue().asText()
                    + "\r\n"));
    String name = String.valueOf(file.getFileName()).replace("\"", "%22");
    fields.append(
        part(
            boundary,
            "name=\"file\"; filename=\"" + name + "\"",
            "Content-Type: " + contentType + "\r\n"));
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(fields.toString()),
            BodyPublishers.ofFile(file),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(form.path("url").asText()))
            .timeout(UPLOAD_TIMEOUT)
            .header("content-type", "multipart/form-data; boundary=" + boundary)
            .POST(body)
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String part(String boundary, String disposition, String header) {
    return "--%s\r\nContent-Disposition: form-data; %s\r\n%s\r\n"
        .formatted(boundary, disposition, header);
  }

  /// {@return the status of S3 for bytes that are put as it was told}
  ///
  /// @param put has the `url` and, for a whole file, the `headers`
  public int put(JsonNode put, BodyPublisher bytes) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(put.path("url").asText()))
            .timeout(UPLOAD_TIMEOUT)
            .PUT(bytes);
    put.path("headers")
        .propertyStream()
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  /// Saves what a presigned link leads to.
  public void download(URI link, Path target) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(link).timeout(UPLOAD_TIMEOUT).GET().build();
    int status = http.send(request, BodyHandlers.ofFile(target)).statusCode();
    if (status != 200) {
      throw new IOException("HTTP " + status + " from " + link.getPath());
    }
  }

  private Answer post(String path, ObjectNode body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path))
        .timeout(TIMEOUT)
        .header("authorization", "Bearer " + apiKey);
  }

  /// Tries again what broke inside the API or took too long; such requests are safe to repeat.
  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() < 500 || attempt == ATTEMPTS) {
          return new Answer(
              response.statusCode(), Json.find(response.body()).orElseGet(Json::object));
        }
      } catch (HttpTimeoutException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      Thread.sleep(PAUSE.multipliedBy(attempt));
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
