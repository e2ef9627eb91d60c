package dev.millrace.bench.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/// Subscribers' servers on this machine that cost as little as they can: bare sockets, a port for
/// each endpoint, connections kept.
final class Subscribers implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final byte[] ACCEPTED = answer("200 OK");
  private static final byte[] FAILED = answer("500 Internal Server Error");

  private final List<ServerSocket> servers = new CopyOnWriteArrayList<>();
  private final Arrivals arrivals;
  private final ThreadFactory threads;

  /// @param threads one is used for each connection
  Subscribers(Arrivals arrivals, ThreadFactory threads) {
    this.arrivals = arrivals;
    this.threads = threads;
  }

  /// Hears of each webhook before it is answered.
  @FunctionalInterface
  interface Arrivals {
    void arrived(String webhookId);
  }

  /// How a subscriber answers.
  enum Manner {
    ACCEPTS,
    FAILS,
    NEVER_ANSWERS
  }

  /// {@return the port of a further subscriber}
  int add(Manner manner) {
    try {
      ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      servers.add(server);
      threads.newThread(() -> accept(server, manner)).start();
      return server.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket server, Manner manner) {
    try {
      while (true) {
        Socket connection = server.accept();
        threads.newThread(() -> serve(connection, manner)).start();
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket connection, Manner manner) {
    try (connection) {
      connection.setTcpNoDelay(true);
      IncomingRequests requests = new IncomingRequests(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      while (requests.next()) {
        arrivals.arrived(requests.header("webhook-id"));
        switch (manner) {
          case ACCEPTS -> out.write(ACCEPTED);
          case FAILS -> out.write(FAILED);
          case NEVER_ANSWERS -> {}
        }
      }
    } catch (IOException e) {
      // the other side has had enough
    }
  }

  private static byte[] answer(String status) {
    return "HTTP/1.1 %s\r\ncontent-length: 2\r\n\r\nok"
        .formatted(status)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    for (ServerSocket server : servers) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
