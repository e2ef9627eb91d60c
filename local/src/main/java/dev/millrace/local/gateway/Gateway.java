package dev.millrace.local.gateway;

import dev.millrace.local.lambda.Functions;
import dev.millrace.local.sam.ResolvedTemplate;
import dev.millrace.local.sam.Template;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// The front of the template's APIs: each has a port of its own, which is known before functions
/// are, since functions name it.
public final class Gateway implements AutoCloseable {
  private final Map<String, Front> fronts = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private record Front(String type, Server server, URI uri) {}

  /// Takes a port for each API of the template.
  ///
  /// @param template whose APIs there shall be
  /// @param port the port of the first HTTP API, 0 for any free port
  public Gateway(Template template, int port) {
    int wanted = port;
    for (String type : new String[] {Template.HTTP_API, Template.SOCKET_API}) {
      for (String id : template.apis(type)) {
        fronts.put(id, bind(type, wanted));
        wanted = 0;
      }
    }
  }

  private static Front bind(String type, int port) {
    QueuedThreadPool pool = new QueuedThreadPool(16, 2);
    pool.setName(type.replaceFirst(".*::", ""));
    pool.setDaemon(true);
    pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    Server server = new Server(pool);
    HttpConnectionFactory http = new HttpConnectionFactory();
    http.getHttpConfiguration().setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, http);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    try {
      connector.open();
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot listen on port %d; is it taken? --port names another".formatted(port), e);
    }
    return new Front(type, server, URI.create("http://127.0.0.1:" + connector.getLocalPort()));
  }

  /// {@return the address of each API, by its logical id}
  public Map<String, URI> addresses() {
    Map<String, URI> addresses = new LinkedHashMap<>();
    fronts.forEach((id, front) -> addresses.put(id, front.uri()));
    return addresses;
  }

  /// {@return the address of the first API of a type, if there is one}
  public Optional<URI> address(String type) {
    return fronts.values().stream()
        .filter(front -> front.type().equals(type))
        .map(Front::uri)
        .findFirst();
  }

  /// Begins to answer.
  public void start(ResolvedTemplate template, Functions functions) {
    HttpApiReader reader = new HttpApiReader(template, functions, threads);
    fronts.forEach((id, front) -> {
      front
          .server()
          .setHandler(
              front.type().equals(Template.HTTP_API)
                  ? new HttpFront(reader.read(id, front.uri().getAuthority()))
                  : socketFront(template, functions, id, front));
      try {
        front.server().start();
      } catch (Exception e) { // Jetty's start declares it
        throw new IllegalStateException("The front of " + id + " does not start", e);
      }
    });
  }

  private static SocketFront socketFront(
      ResolvedTemplate template, Functions functions, String id, Front front) {
    return template.resources(Template.SOCKET_API).stream()
        .filter(api -> api.id().equals(id))
        .map(api -> new SocketApi(api, front.uri().getAuthority(), functions))
        .map(api -> new SocketFront(api, ServerWebSocketContainer.ensure(front.server())))
        .findFirst()
        .orElseThrow();
  }

  /// {@return the URL that clients of the first WebSocket API open, if there is one}
  public Optional<URI> webSocket(ResolvedTemplate template) {
    return template.resources(Template.SOCKET_API).stream()
        .findFirst()
        .flatMap(api ->
            address(Template.SOCKET_API)
                .map(uri -> URI.create("ws://" + uri.getAuthority() + "/" + SocketApi.stage(api))));
  }

  @Override
  public void close() {
    for (Front front : fronts.values()) {
      try {
        front.server().stop();
      } catch (Exception e) { // Jetty's stop declares it
        throw new IllegalStateException("The gateway does not stop", e);
      }
    }
    threads.shutdownNow();
  }
}
