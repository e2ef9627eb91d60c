package dev.millrace.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.json.Json;
import dev.millrace.secret.kms.KmsSecretBox;
import dev.millrace.secret.kms.SecretBoxes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/// What every box promises, on the local one and on KMS's client before a key service that keeps
/// what it was given.
class SecretBoxTest {
  private static final String KEY = key("0123456789abcdef0123456789abcdef");
  private static final byte[] SECRET = "open sesame".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, String> CONTEXT = Map.of("purpose", "test", "tenant", "acme");

  private static HttpServer keyService;
  private static KmsClient kms;

  @BeforeAll
  static void start() throws IOException {
    keyService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    keyService.createContext("/", SecretBoxTest::serve);
    keyService.start();
    kms =
        KmsClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + keyService.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterAll
  static void stop() {
    kms.close();
    keyService.stop(0);
  }

  static Stream<SecretBox> boxes() {
    return Stream.of(new LocalSecretBox(KEY, new SecureRandom()), new KmsSecretBox(kms, "the-key"));
  }

  @ParameterizedTest
  @MethodSource("boxes")
  void opensWhatItSealed(SecretBox box) {
    assertThat(box.open(box.seal(SECRET, CONTEXT), CONTEXT)).isEqualTo(SECRET);
    byte[] largest = new byte[SecretBox.MAX_BYTES];
    assertThat(box.open(box.seal(largest, Map.of()), Map.of())).isEqualTo(largest);
  }

  @ParameterizedTest
  @MethodSource("boxes")
  void sealsDifferentlyEachTimeAndInPlainText(SecretBox box) {
    assertThat(box.seal(SECRET, CONTEXT))
        .isNotEqualTo(box.seal(SECRET, CONTEXT))
        .matches("[A-Za-z0-9+/=]+");
  }

  @ParameterizedTest
  @MethodSource("boxes")
  void opensNothingInAnotherContext(SecretBox box) {
    String sealed = box.seal(SECRET, CONTEXT);
    assertThatThrownBy(() -> box.open(sealed, Map.of("purpose", "test", "tenant", "other")))
        .isInstanceOf(BrokenSealException.class);
    assertThatThrownBy(() -> box.open(sealed, Map.of())).isInstanceOf(BrokenSealException.class);
    assertThatThrownBy(() -> box.open(sealed, Map.of("purpose", "testtenant", "acme", "")))
        .isInstanceOf(BrokenSealException.class);
  }

  @ParameterizedTest
  @MethodSource("boxes")
  void opensNothingThatWasChanged(SecretBox box) {
    byte[] changed = Base64.getDecoder().decode(box.seal(SECRET, CONTEXT));
    changed[changed.length - 1] ^= 1;
    assertThatThrownBy(() -> box.open(Base64.getEncoder().encodeToString(changed), CONTEXT))
        .isInstanceOf(BrokenSealException.class);
    for (String text : new String[] {"", "AAAA", "not base 64", key("short")}) {
      assertThatThrownBy(() -> box.open(text, CONTEXT)).isInstanceOf(BrokenSealException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("boxes")
  void takesNoSecretThatDoesNotFit(SecretBox box) {
    assertThatIllegalArgumentException().isThrownBy(() -> box.seal(new byte[0], CONTEXT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> box.seal(new byte[SecretBox.MAX_BYTES + 1], CONTEXT));
  }

  @Test
  void anotherKeyDoesNotOpen() {
    String sealed = new LocalSecretBox(KEY, new SecureRandom()).seal(SECRET, CONTEXT);
    LocalSecretBox other =
        new LocalSecretBox(key("another key of 32 bytes, exactly"), new SecureRandom());
    assertThatThrownBy(() -> other.open(sealed, CONTEXT)).isInstanceOf(BrokenSealException.class);
  }

  @Test
  void boxFollowsFromTheKeysName() {
    assertThat(SecretBoxes.of("local:" + KEY, new SecureRandom(), () -> kms))
        .isInstanceOf(LocalSecretBox.class);
    assertThat(SecretBoxes.of("arn:aws:kms:eu-west-1:1:key/2", new SecureRandom(), () -> kms))
        .isInstanceOf(KmsSecretBox.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecretBoxes.of("local:c2hvcnQ=", new SecureRandom(), () -> kms));
  }

  private static String key(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Answers as KMS does, with a local box as its inside.
  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request =
          Json.tree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      byte[] answer = answer(target, request).getBytes(StandardCharsets.UTF_8);
      int status = new String(answer, StandardCharsets.UTF_8).contains("__type") ? 400 : 200;
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String answer(String target, JsonNode request) throws IOException {
    Map<String, String> context = new TreeMap<>();
    request
        .path("EncryptionContext")
        .propertyStream()
        .forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
    LocalSecretBox inside = new LocalSecretBox(KEY, new SecureRandom());
    if (target.equals("TrentService.Encrypt")) {
      byte[] plaintext = request.path("Plaintext").binaryValue();
      return Json.write(Map.of("CiphertextBlob", inside.seal(plaintext, context)));
    }
    try {
      return Json.write(
          Map.of("Plaintext", inside.open(request.path("CiphertextBlob").asText(), context)));
    } catch (BrokenSealException e) {
      return Json.write(Map.of("__type", "InvalidCiphertextException"));
    }
  }
}
