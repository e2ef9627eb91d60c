package dev.millrace.local.demo;

import dev.millrace.local.webhook.Notice;
import dev.millrace.local.webhook.Receiver;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The demo's subscriber: waits for the notice that ends each upload.
final class WebhookReceiver implements AutoCloseable {
  /// What it subscribes to.
  static final List<String> EVENT_TYPES =
      List.of(
          "upload.completed",
          "upload.partial",
          "upload.failed",
          "upload.duplicate",
          "upload.rejected",
          "upload.quarantined",
          "upload.cancelled",
          "upload.expired");

  private final Map<String, CompletableFuture<Notice>> notices = new ConcurrentHashMap<>();
  private final Receiver receiver = new Receiver(0, this::receive);

  URI url() {
    return receiver.url();
  }

  /// Tells the secret that the endpoint was created with.
  void expect(String secret) {
    receiver.expect(secret);
  }

  /// {@return the notice that an upload has ended, once it comes}
  CompletableFuture<Notice> notice(String uploadId) {
    return notices.computeIfAbsent(uploadId, _ -> new CompletableFuture<>());
  }

  private int receive(Notice notice) {
    notice(notice.uploadId()).complete(notice);
    return notice.isGenuine() ? 204 : 401;
  }

  @Override
  public void close() {
    receiver.close();
  }
}
