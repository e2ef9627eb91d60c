package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import dev.millrace.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client watches its upload over a WebSocket instead of asking again and again.
@Tag("system")
class ProgressSocketTest {
  private static final URI ENDPOINT = Stack.LOCAL.webSocket().orElseThrow();

  @Test
  void whoeverListensHearsOfEachStepAndOfTheEnd(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "The mill turns with the tide.\n");
    Frames frames = new Frames();
    WebSocket socket = connect("Bearer " + LocalStack.API_KEY, frames);
    String id = Stack.send(file, "text/plain");

    socket.sendText("{\"action\":\"subscribe\",\"uploadIds\":[\"" + id + "\"]}", true).join();

    JsonNode answer = frames.next();
    while (answer.path("type").asText().equals("progress")) {
      answer = frames.next(); // a step that came between the subscription and its answer
    }
    assertThat(answer.path("type").asText()).isEqualTo("subscribed");
    assertThat(answer.at("/uploads/0/uploadId").asText()).isEqualTo(id);
    JsonNode frame = answer.at("/uploads/0");
    while (!frame.path("terminal").asBoolean()) {
      frame = frames.next();
      assertThat(frame.path("uploadId").asText()).isEqualTo(id);
    }
    assertThat(frame.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(frame.path("percent").asInt()).isEqualTo(100);
    socket.abort();
  }

  @Test
  void aBrowserOffersItsKeyAsASubprotocol() {
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("millrace", LocalStack.API_KEY)
            .buildAsync(ENDPOINT, new Frames())
            .join();

    assertThat(socket.getSubprotocol()).isEqualTo("millrace");
    socket.abort();
  }

  @Test
  void whoeverHasNoKeyStaysOutside() {
    assertThatThrownBy(() -> connect("Bearer mk_nobody", new Frames()))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(401));
  }

  private static WebSocket connect(String authorization, Frames frames) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Authorization", authorization)
        .buildAsync(ENDPOINT, frames)
        .join();
  }

  /// The frames that come, in their order.
  private static final class Frames implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> whole = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        whole.add(Json.tree(part.toString()));
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    JsonNode next() throws InterruptedException {
      JsonNode frame = whole.poll(2, TimeUnit.MINUTES);
      assertThat(frame).as("a frame").isNotNull();
      return frame;
    }
  }
}
