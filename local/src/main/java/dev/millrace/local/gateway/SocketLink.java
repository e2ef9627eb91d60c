package dev.millrace.local.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// One connection; its messages go to the functions one after the other. Public, as Jetty calls it
/// by reflection.
public final class SocketLink extends Session.Listener.AbstractAutoDemanding {
  private static final int NORMAL_CLOSURE = 1000;

  private final SocketApi api;
  private final SocketApi.Connection connection;
  private final Map<String, SocketLink> open;
  private final ExecutorService messages =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

  SocketLink(SocketApi api, SocketApi.Connection connection, Map<String, SocketLink> open) {
    this.api = api;
    this.connection = connection;
    this.open = open;
  }

  SocketApi.Connection connection() {
    return connection;
  }

  @Override
  public void onWebSocketOpen(Session session) {
    super.onWebSocketOpen(session);
    open.put(connection.id(), this);
  }

  @Override
  public void onWebSocketText(String message) {
    messages.execute(() -> {
      try {
        api.message(connection, message).ifPresent(this::send);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Override
  public void onWebSocketClose(int statusCode, String reason, Callback done) {
    open.remove(connection.id());
    messages.execute(() -> {
      try {
        api.disconnect(connection, statusCode, Optional.ofNullable(reason).orElse(""));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    messages.shutdown();
    done.succeed();
  }

  void send(String text) {
    getSession().sendText(text, Callback.NOOP);
  }

  void end() {
    getSession().close(NORMAL_CLOSURE, "closed", Callback.NOOP);
  }
}
