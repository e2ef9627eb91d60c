package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// The stack's API as its tenant calls it. Another answer than the one expected is a failure.
final class Api {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Api() {}

  static JsonNode get(String path, int status) throws IOException, InterruptedException {
    return answer(request(path).GET(), status);
  }

  static JsonNode post(String path, Object body, int status)
      throws IOException, InterruptedException {
    return answer(request(path).POST(BodyPublishers.ofString(Json.write(body))), status);
  }

  static void delete(String path, int status) throws IOException, InterruptedException {
    answer(request(path).DELETE(), status);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(Stack.LOCAL.api() + path))
        .header("Authorization", "Bearer " + LocalStack.API_KEY)
        .header("Content-Type", "application/json");
  }

  private static JsonNode answer(HttpRequest.Builder request, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body().isEmpty() ? Json.tree("{}") : Json.tree(answer.body());
  }
}
