package dev.millrace.bench.webhook;

import dev.millrace.dispatch.http.WebhookSigner;
import dev.millrace.event.WebhookEvent;
import dev.millrace.webhook.signing.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/// The least that a signed request can cost: it is written to a bare socket, which is kept, and the
/// first bytes of the answer are read.
final class Floor implements AutoCloseable {
  private static final int STATUS_AT = 9;

  private final Socket socket;
  private final int port;
  private final List<SigningKey> keys;
  private final Clock clock = Clock.systemUTC();
  private final byte[] answer = new byte[4096];

  Floor(int port, List<SigningKey> keys) {
    this.port = port;
    this.keys = keys;
    try {
      this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(WebhookEvent event) {
    byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
    long timestamp = clock.instant().getEpochSecond();
    String signature = WebhookSigner.sign(keys, event.eventId(), timestamp, body);
    String head =
        ("POST / HTTP/1.1\r\nhost: 127.0.0.1:" + port)
            + ("\r\ncontent-type: application/json\r\nwebhook-id: " + event.eventId())
            + ("\r\nwebhook-timestamp: " + timestamp)
            + ("\r\nwebhook-signature: " + signature)
            + ("\r\ncontent-length: " + body.length + "\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
    bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    try {
      bytes.writeTo(socket.getOutputStream());
      if (socket.getInputStream().read(answer) <= STATUS_AT || answer[STATUS_AT] != '2') {
        throw new EOFException("the subscriber did not accept");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
