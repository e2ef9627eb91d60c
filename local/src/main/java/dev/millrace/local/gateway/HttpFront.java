package dev.millrace.local.gateway;

import dev.millrace.local.lambda.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes HTTP requests to an API and its answers back.
final class HttpFront extends Handler.Abstract {
  private static final int REQUEST_LIMIT = 10 * 1024 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HttpApi api;

  HttpFront(HttpApi api) {
    this.api = api;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    write(answer(request), request, response, callback);
    return true;
  }

  private GatewayResponse answer(Request request) throws IOException, InterruptedException {
    try (InputStream content = Content.Source.asInputStream(request)) {
      byte[] body = content.readNBytes(REQUEST_LIMIT + 1);
      return body.length > REQUEST_LIMIT
          ? GatewayResponse.message(413, "Request Too Long")
          : api.handle(gatewayRequest(request, body));
    } catch (IllegalStateException e) {
      LOG.error("{} {} broke", request.getMethod(), request.getHttpURI().getPath(), e);
      return GatewayResponse.message(500, "Internal Server Error");
    }
  }

  static GatewayRequest gatewayRequest(Request request, byte[] body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    List<String> cookies = new ArrayList<>();
    for (HttpField field : request.getHeaders()) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      String value = Optional.ofNullable(field.getValue()).orElse("");
      if (name.equals("cookie")) {
        cookies.addAll(List.of(value.split(";\\s*", -1)));
      } else {
        headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    String sourceIp = Request.getRemoteAddr(request);
    headers.put("x-forwarded-for", List.of(sourceIp));
    headers.put("x-forwarded-proto", List.of("http"));
    headers.put("x-forwarded-port", List.of(String.valueOf(Request.getLocalPort(request))));
    headers.computeIfAbsent(GatewayRequest.TRACE_HEADER, _ -> List.of(Invocation.newTrace()));
    return new GatewayRequest(
        requestId(),
        Instant.now(),
        request.getMethod(),
        Optional.ofNullable(request.getHttpURI().getPath()).orElse("/"),
        Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""),
        headers,
        cookies,
        ByteBuffer.wrap(body),
        request.getConnectionMetaData().getProtocol(),
        sourceIp);
  }

  static String requestId() {
    byte[] random = new byte[11];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().encodeToString(random);
  }

  static void write(GatewayResponse answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.getHeaders().add(name, value)));
    boolean bodiless = answer.status() == 204 || answer.status() == 304;
    if (!bodiless) {
      response.getHeaders().put("content-length", answer.body().remaining());
    }
    ByteBuffer body =
        bodiless || request.getMethod().equals("HEAD") ? ByteBuffer.allocate(0) : answer.body();
    response.write(true, body.duplicate(), callback);
  }
}
