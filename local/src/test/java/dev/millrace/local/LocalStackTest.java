package dev.millrace.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.local.fixture.Await;
import dev.millrace.local.fixture.Templates;
import dev.millrace.local.lambda.LambdaFunction;
import dev.millrace.local.sam.TemplateException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The whole of a small system, its functions in processes of their own.
class LocalStackTest {
  private static final ConcurrentLinkedQueue<String> LINES = new ConcurrentLinkedQueue<>();

  private static LocalStack stack;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    stack =
        LocalStack.start(
            StackOptions.ephemeral(Templates.stack()),
            (function, line) -> LINES.add(function + " " + line));
  }

  @AfterAll
  static void stop() {
    List<Long> processes =
        stack.functions().all().stream()
            .map(LambdaFunction::processes)
            .flatMap(List::stream)
            .toList();
    stack.close();
    stack.close();

    assertThat(processes).isNotEmpty();
    assertThat(processes)
        .noneMatch(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
  }

  @Test
  void answersThroughTheGateway() throws IOException, InterruptedException {
    assertThat(get("/open", "").body()).startsWith("/open ");
    assertThat(get("/v1/x", "").statusCode()).isEqualTo(401);
    assertThat(get("/v1/x", "Bearer bad").body()).isEqualTo("{\"message\":\"Forbidden\"}");
    assertThat(get("/v1/x", "Bearer good").body()).contains("/v1/x", "tenantId=t1");
    assertThat(get("/nowhere", "").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesRequestsThatAreTooLong() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(stack.api().resolve("/open"))
            .POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1]))
            .build();

    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).isEqualTo("{\"message\":\"Request Too Long\"}");
  }

  @Test
  void bringsObjectsToTheirFunctionAndPoisonToTheDeadLetters() throws InterruptedException {
    stack
        .services()
        .s3()
        .client(stack.services().credentials())
        .putObject(
            put -> put.bucket(stack.services().bucket()).key("in/good.txt"),
            RequestBody.fromString("x"));
    SqsClient sqs = stack.services().sqs().client(stack.services().credentials());
    String files = url(sqs, "Files");
    sqs.sendMessage(send -> send.queueUrl(files).messageBody("poison"));

    Await.until(() -> printed("Worker", "in/good.txt"));
    String dead = url(sqs, "Dead");
    List<String> letters = new ArrayList<>();
    Await.until(() -> {
      sqs.receiveMessage(receive -> receive.queueUrl(dead))
          .messages()
          .forEach(message -> letters.add(message.body()));
      return letters.contains("poison");
    });
  }

  @Test
  void bringsChangesToTheirFunction() throws InterruptedException {
    stack
        .services()
        .dynamoDb()
        .client(stack.services().credentials())
        .putItem(put ->
            put.tableName("millrace-local-Things")
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS("thing"),
                        "all",
                            AttributeValue.fromM(
                                Map.of(
                                    "n", AttributeValue.fromN("1"),
                                    "b", AttributeValue.fromBool(true),
                                    "nul", AttributeValue.fromNul(true),
                                    "l", AttributeValue.fromL(List.of(AttributeValue.fromS("x"))),
                                    "ss", AttributeValue.fromSs(List.of("s")),
                                    "ns", AttributeValue.fromNs(List.of("2")))))));

    Await.until(() -> printed("Listener", "eventName=INSERT"));
    assertThat(LINES)
        .anyMatch(line ->
            line.contains("Keys={pk={S=thing}}")
                && line.contains("ss={SS=[s]}")
                && line.contains("l={L=[{S=x}]}")
                && line.contains("eventSourceARN=arn:aws:dynamodb"));
  }

  @Test
  void speaksOverWebSockets() throws Exception {
    URI address = stack.webSocket().orElseThrow();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    WebSocket socket = http.newWebSocketBuilder().buildAsync(address, listener(heard)).join();

    socket.sendText("{\"action\":\"say\",\"text\":\"hello\"}", true).join();
    assertThat(heard.poll(10, TimeUnit.SECONDS))
        .isEqualTo("heard {\"action\":\"say\",\"text\":\"hello\"}");
    socket.sendText("{\"action\":\"say\",\"text\":\"break\"}", true).join();
    assertThat(heard.poll(10, TimeUnit.SECONDS)).contains("Internal server error");
    socket.sendText("no route", true).join();
    assertThat(heard.poll(10, TimeUnit.SECONDS)).contains("Forbidden");
    socket.sendText("{\"action\":\"whisper\"}", true).join();
    Await.until(() -> printed("Talker", "routeKey=whisper"));

    URI connection =
        URI.create(
            address.toString().replace("ws://", "http://")
                + "/@connections/"
                + connectionId().replace("=", "%3D"));
    assertThat(manage(connection, "POST", "from behind").statusCode()).isEqualTo(200);
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("from behind");
    assertThat(manage(connection, "GET", "").body()).contains("connectedAt");
    assertThat(manage(connection, "PUT", "").statusCode()).isEqualTo(405);
    assertThat(manage(connection, "DELETE", "").statusCode()).isEqualTo(204);
    Await.until(() -> printed("Talker", "eventType=DISCONNECT"));
    HttpResponse<String> gone = manage(connection, "POST", "too late");
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.headers().firstValue("x-amzn-errortype")).contains("GoneException");
  }

  @Test
  void keepsStrangersOutOfWebSockets() {
    URI address = stack.webSocket().orElseThrow();

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() ->
            http.newWebSocketBuilder()
                .header("x-stranger", "yes")
                .buildAsync(address, listener(new LinkedBlockingQueue<>()))
                .join())
        .withCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void findsFunctionsByNameAndArn() {
    String arn = "arn:aws:lambda:us-east-1:000000000000:function:millrace-local-Web:live";

    assertThat(stack.functions().get(arn)).isSameAs(stack.functions().get("millrace-local-Web"));
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> stack.functions().get("Nobody"));
  }

  private HttpResponse<String> get(String path, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(stack.api().resolve(path));
    if (!authorization.isEmpty()) {
      request.header("authorization", authorization);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> manage(URI connection, String method, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(connection).method(method, BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private static WebSocket.Listener listener(BlockingQueue<String> heard) {
    return new WebSocket.Listener() {
      @Override
      public @Nullable CompletionStage<?> onText(
          WebSocket socket, CharSequence text, boolean last) {
        heard.add(text.toString());
        return WebSocket.Listener.super.onText(socket, text, last);
      }
    };
  }

  private static String connectionId() {
    return LINES.stream()
        .filter(line -> line.contains("routeKey=whisper"))
        .map(line -> line.replaceFirst(".*connectionId=([^,}]+).*", "$1"))
        .findFirst()
        .orElseThrow();
  }

  private static boolean printed(String function, String text) {
    return LINES.stream().anyMatch(line -> line.startsWith(function) && line.contains(text));
  }

  private static String url(SqsClient sqs, String queue) {
    return sqs.getQueueUrl(get -> get.queueName("millrace-local-" + queue)).queueUrl();
  }
}
