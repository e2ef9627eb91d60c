package dev.millrace.dispatch.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/// A connection to an endpoint's server, for one exchange after another.
final class Connection implements Closeable {
  private static final int MAX_BODY_BYTES = 16 * 1024;
  private static final int MAX_HEADERS_KEPT = 50;
  private static final int MAX_HEADER_VALUE_KEPT = 512;
  private static final int INTERIM_STATUSES = 200;
  private static final long STALE_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LIFE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(8192).build();

  private final Origin origin;
  private final Socket socket;
  private final DefaultBHttpClientConnection http;
  private final long bornNanos;
  private long usedNanos;
  private boolean reusable;

  /// @param socket connected
  /// @param tls its layer of TLS; null if there is none
  Connection(Origin origin, Socket socket, @Nullable SSLSocket tls) throws IOException {
    this.origin = origin;
    this.socket = socket;
    this.http = new DefaultBHttpClientConnection(LIMITS);
    this.bornNanos = System.nanoTime();
    this.usedNanos = bornNanos;
    if (tls == null) {
      http.bind(socket);
    } else {
      http.bind(tls, socket);
    }
  }

  Origin origin() {
    return origin;
  }

  Socket socket() {
    return socket;
  }

  /// {@return whether its last exchange left it such that it can take a further one}
  boolean reusable() {
    return reusable;
  }

  /// {@return whether it can still take a further exchange, as far as that can be told}
  boolean usable() {
    long now = System.nanoTime();
    return now - bornNanos < LIFE_NANOS && (now - usedNanos < STALE_AFTER_NANOS || !stale());
  }

  private boolean stale() {
    try {
      return http.isStale();
    } catch (IOException e) {
      return true;
    }
  }

  /// {@return the answer to a request}
  ///
  /// @param path with the query
  /// @param headers except for `host` and `content-length`
  Reply exchange(String path, Map<String, String> headers, byte[] body) throws IOException {
    reusable = false;
    long start = System.nanoTime();
    try {
      BasicClassicHttpRequest request = new BasicClassicHttpRequest("POST", path);
      request.addHeader("host", origin.authority());
      request.addHeader("content-length", body.length);
      headers.forEach(request::addHeader);
      request.setEntity(new ByteArrayEntity(body, null));
      http.sendRequestHeader(request);
      http.sendRequestEntity(request);
      http.flush();
      ClassicHttpResponse response = http.receiveResponseHeader();
      while (response.getCode() < INTERIM_STATUSES) {
        response = http.receiveResponseHeader();
      }
      long headersMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      return reply(request, response, headersMillis);
    } catch (HttpException e) {
      throw new IOException("what came is no answer", e);
    } finally {
      usedNanos = System.nanoTime();
    }
  }

  private Reply reply(
      BasicClassicHttpRequest request, ClassicHttpResponse response, long headersMillis)
      throws HttpException, IOException {
    String body = "";
    boolean whole = true;
    if (hasBody(response.getCode())) {
      http.receiveResponseEntity(response);
      HttpEntity entity = response.getEntity();
      long announced = entity.getContentLength();
      boolean small = announced >= 0 && announced <= MAX_BODY_BYTES;
      byte[] beginning = entity.getContent().readNBytes(small ? (int) announced : MAX_BODY_BYTES);
      whole = small || (announced < 0 && beginning.length < MAX_BODY_BYTES);
      body = new String(beginning, StandardCharsets.UTF_8);
    }
    reusable =
        whole
            && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                request, response, HttpCoreContext.create());
    return new Reply(response.getCode(), headers(response), body, headersMillis);
  }

  private static boolean hasBody(int status) {
    return status != 204 && status != 304;
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      String value = header.getValue() == null ? "" : header.getValue();
      if (headers.size() < MAX_HEADERS_KEPT) {
        headers.putIfAbsent(
            header.getName(), value.substring(0, Math.min(value.length(), MAX_HEADER_VALUE_KEPT)));
      }
    }
    return headers;
  }

  /// Cuts the connection. To end it in due form, one would have to wait for the other side.
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
