package dev.millrace.dispatch.http;

import dev.millrace.webhook.guard.AddressGuard;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// An HTTP client that posts and does nothing else: no redirects, no retries, no cookies, no
/// compression, no credentials, no proxy, and no address that the guard refuses. The messages
/// themselves are written and read by Apache HttpCore.
///
/// One deadline covers the whole exchange, from the look-up of the name to the last byte that is
/// read of the answer.
public final class WebhookClient implements Closeable {
  private static final int MAX_IDLE = 100;

  private final CheckedNames names;
  private final SSLSocketFactory tls;
  private final Connections connections = new Connections(MAX_IDLE);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

  /// Look-ups cannot be cut off, so each has a thread that may be left behind.
  private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();

  WebhookClient(CheckedNames names, SSLSocketFactory tls) {
    this.names = names;
    this.tls = tls;
    timer.setRemoveOnCancelPolicy(true);
  }

  /// {@return a client that trusts the certificates that this machine trusts}
  public static WebhookClient create(AddressGuard guard) {
    return new WebhookClient(
        new CheckedNames(InetAddress::getAllByName, guard),
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /// {@return the answer to a request}
  ///
  /// @param headers except for `host` and `content-length`
  /// @throws SocketTimeoutException at the deadline
  Reply post(URI url, Map<String, String> headers, byte[] body, Duration limit) throws IOException {
    try (Cutoff cutoff = new Cutoff(limit, timer)) {
      try {
        Connection connection = connected(Origin.of(url), cutoff);
        return exchange(connection, path(url), headers, body, cutoff);
      } catch (IOException e) {
        throw cutoff.missed() ? new SocketTimeoutException("the deadline was missed") : e;
      }
    }
  }

  private Reply exchange(
      Connection connection, String path, Map<String, String> headers, byte[] body, Cutoff cutoff)
      throws IOException {
    boolean whole = false;
    try {
      Reply reply = connection.exchange(path, headers, body);
      whole = cutoff.release() && connection.reusable();
      return reply;
    } finally {
      if (whole) {
        connections.keep(connection);
      } else {
        connection.close();
      }
    }
  }

  private Connection connected(Origin origin, Cutoff cutoff) throws IOException {
    Connection idle = connections.take(origin).orElse(null);
    if (idle != null) {
      cutoff.watch(idle.socket());
      return idle;
    }
    InetAddress[] addresses = resolved(origin.host(), cutoff);
    for (int i = 0; i < addresses.length - 1; i++) {
      try {
        return open(origin, addresses[i], cutoff, cutoff.millisLeft() / (addresses.length - i));
      } catch (IOException e) {
        if (cutoff.missed()) {
          throw e;
        }
      }
    }
    return open(origin, addresses[addresses.length - 1], cutoff, cutoff.millisLeft());
  }

  private InetAddress[] resolved(String host, Cutoff cutoff) throws IOException {
    Future<InetAddress[]> lookup = lookups.submit(() -> names.resolve(host));
    try {
      return lookup.get(cutoff.millisLeft(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("the name could not be looked up in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a name was looked up");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("looking up a name broke down", e.getCause());
    }
  }

  private Connection open(Origin origin, InetAddress address, Cutoff cutoff, int connectMillis)
      throws IOException {
    Socket socket = new Socket(Proxy.NO_PROXY);
    boolean opened = false;
    try {
      cutoff.watch(socket);
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(address, origin.port()), connectMillis);
      Connection connection =
          origin.tls()
              ? new Connection(origin, socket, secured(socket, origin))
              : new Connection(origin, socket, null);
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        socket.close();
      }
    }
  }

  private SSLSocket secured(Socket socket, Origin origin) throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(socket, origin.host(), origin.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static String path(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    lookups.shutdownNow();
    connections.close();
  }
}
