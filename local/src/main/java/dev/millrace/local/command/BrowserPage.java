package dev.millrace.local.command;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.millrace.local.LocalStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The page of `docs/browser`, served from an origin of its own, as a team's page would be.
final class BrowserPage implements AutoCloseable {
  private static final String FOLDER = "docs/browser";

  private final HttpServer server;

  private BrowserPage(HttpServer server) {
    this.server = server;
  }

  /// Serves the page that lies beside a template, if there is one, on a free port of this machine.
  static Optional<BrowserPage> beside(Path template) {
    Path folder = template.toAbsolutePath().resolveSibling(FOLDER).normalize();
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder, OutputLevel.NONE);
    server.start();
    return Optional.of(new BrowserPage(server));
  }

  /// {@return the page's address, with all that it has to know}
  ///
  /// @param socket address of the WebSocket API; empty if there is none
  URI address(URI api, String socket) {
    return URI.create(
        "http://127.0.0.1:%d/upload.html#api=%s&socket=%s&token=%s"
            .formatted(
                server.getAddress().getPort(),
                encoded(api.toString()),
                encoded(socket),
                LocalStack.API_KEY));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
