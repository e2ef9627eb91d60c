package dev.millrace.bench.heavy;

import dev.millrace.local.webhook.Notice;
import dev.millrace.local.webhook.Receiver;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A subscriber to everything that counts what comes.
final class Notices implements AutoCloseable {
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong forged = new AtomicLong();
  private final Receiver receiver = new Receiver(0, this::receive);

  private int receive(Notice notice) {
    if (!notice.isGenuine()) {
      forged.incrementAndGet();
      return 401;
    }
    received.incrementAndGet();
    ids.add(notice.id());
    return 204;
  }

  URI url() {
    return receiver.url();
  }

  void expect(String secret) {
    receiver.expect(secret);
  }

  /// {@return the ids of the events that have come with a signature that is right}
  Set<String> ids() {
    return ids;
  }

  /// {@return how many notices have come, repeated ones too}
  long received() {
    return received.get();
  }

  /// {@return how many have come whose signature was wrong}
  long forged() {
    return forged.get();
  }

  @Override
  public void close() {
    receiver.close();
  }
}
