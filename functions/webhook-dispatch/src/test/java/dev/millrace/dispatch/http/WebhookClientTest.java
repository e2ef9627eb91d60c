package dev.millrace.dispatch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.millrace.dispatch.http.CheckedNames.Lookup;
import dev.millrace.webhook.guard.AddressGuard;
import dev.millrace.webhook.guard.Cidr;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The client against a real TLS server whose certificate is for `localhost` alone.
@Timeout(60)
class WebhookClientTest {
  private static final int BATCH = 10;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// A connection that was idle for less is used without a look.
  private static final Duration STALE_AFTER = Duration.ofMillis(1100);

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path folder;
  private static KeyStore keys;

  private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AddressGuard guard = new AddressGuard(List.of(Cidr.parse("127.0.0.0/8")));
  private volatile boolean hangsUp;
  private volatile CountDownLatch together = new CountDownLatch(0);
  private CountingTrust trust;
  private HttpsServer server;
  private WebhookClient client;

  /// The JDK's own tool makes the certificate.
  @BeforeAll
  static void certify() throws Exception {
    Path store = folder.resolve("server.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=server",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                String.valueOf(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
  }

  @BeforeEach
  void start() throws Exception {
    trust = new CountingTrust();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serverContext()));
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          connections.add(exchange.getRemoteAddress().getPort());
          exchange.getRequestBody().readAllBytes();
          together.countDown();
          await(together);
          if (hangsUp) {
            exchange.getResponseHeaders().set("Connection", "close");
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    client = client(InetAddress::getAllByName);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aBatchUsesTheConnectionsOfTheOneBefore() throws Exception {
    for (int batch = 0; batch < 3; batch++) {
      together = new CountDownLatch(BATCH);
      List<Future<Reply>> all =
          IntStream.range(0, BATCH).mapToObj(_ -> threads.submit(this::post)).toList();
      for (Future<Reply> one : all) {
        assertThat(one.get().status()).isEqualTo(204);
      }
    }

    assertThat(connections).hasSize(BATCH);
  }

  @Test
  void aConnectionThatHadToBeMadeAnewTakesUpTheTlsSession() throws IOException {
    hangsUp = true;
    int reconnections = 20;

    for (int i = 0; i <= reconnections; i++) {
      assertThat(post().status()).isEqualTo(204);
    }

    assertThat(connections).hasSize(reconnections + 1);
    assertThat(trust.shown).as("full handshakes").hasValue(1);
  }

  @Test
  void aConnectionThatTheServerHasClosedIsNotUsed() throws Exception {
    URI url = url();
    assertThat(post().status()).isEqualTo(204);
    server.stop(0);
    Thread.sleep(STALE_AFTER);

    assertThatExceptionOfType(ConnectException.class)
        .isThrownBy(() -> client.post(url, Map.of(), BODY, LIMIT));
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    URI byAddress = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");

    assertThatExceptionOfType(SSLException.class)
        .isThrownBy(() -> client.post(byAddress, Map.of(), BODY, LIMIT));
    assertThat(connections).isEmpty();
  }

  @Test
  void aCertificateThatNobodyKnowsIsRefused() throws IOException {
    try (WebhookClient usual = WebhookClient.create(guard)) {
      assertThatExceptionOfType(SSLException.class)
          .isThrownBy(() -> usual.post(url(), Map.of(), BODY, LIMIT));
    }
    assertThat(connections).isEmpty();
  }

  @Test
  void aNameThatIsNotFoundInTimeIsGivenUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Lookup slow =
        host -> {
          await(never);
          return InetAddress.getAllByName(host);
        };
    try (WebhookClient waiting = client(slow)) {
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> waiting.post(url(), Map.of(), BODY, Duration.ofMillis(200)));
    } finally {
      never.countDown();
    }
  }

  /// Nobody listens at the first address.
  @Test
  void whereOneAddressIsDeadTheNextIsTried() throws Exception {
    InetAddress dead = InetAddress.ofLiteral("127.255.255.254");
    Lookup both = _ -> new InetAddress[] {dead, InetAddress.getLoopbackAddress()};
    try (WebhookClient trying = client(both)) {
      assertThat(trying.post(url(), Map.of(), BODY, LIMIT).status()).isEqualTo(204);
    }
  }

  private Reply post() throws IOException {
    return client.post(url(), Map.of("content-type", "application/json"), BODY, LIMIT);
  }

  private URI url() {
    return URI.create("https://localhost:" + server.getAddress().getPort() + "/");
  }

  private WebhookClient client(Lookup lookup) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    return new WebhookClient(new CheckedNames(lookup, guard), context.getSocketFactory());
  }

  private static SSLContext serverContext() throws GeneralSecurityException {
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Trusts the server's certificate and counts how often it is shown, which is once a full
  /// handshake.
  private static final class CountingTrust extends X509ExtendedTrustManager {
    private final AtomicInteger shown = new AtomicInteger();
    private final X509ExtendedTrustManager trust;

    private CountingTrust() throws GeneralSecurityException {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(keys);
      trust = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      shown.incrementAndGet();
      trust.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      trust.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      trust.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      trust.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trust.getAcceptedIssuers();
    }
  }
}
