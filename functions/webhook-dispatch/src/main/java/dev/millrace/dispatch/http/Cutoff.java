package dev.millrace.dispatch.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The deadline of an exchange. When it comes, the socket is closed under whatever the exchange is
/// waiting for.
final class Cutoff implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Cutoff.class.getName());

  private final long deadlineNanos;
  private final Future<?> alarm;
  private @Nullable Socket socket;
  private boolean missed;

  /// @param timer calls when the limit is reached
  Cutoff(Duration limit, ScheduledExecutorService timer) {
    this.deadlineNanos = System.nanoTime() + limit.toNanos();
    this.alarm = timer.schedule(this::strike, limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Takes charge of the socket that the exchange goes over from now on.
  ///
  /// @throws SocketTimeoutException if the deadline has been missed
  synchronized void watch(Socket used) throws SocketTimeoutException {
    if (missed) {
      close(used);
      throw new SocketTimeoutException("the deadline was missed");
    }
    socket = used;
  }

  /// {@return how long there is until the deadline, at least a millisecond}
  int millisLeft() {
    long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    return Math.clamp(left, 1, Integer.MAX_VALUE);
  }

  /// {@return whether the deadline has been missed}
  synchronized boolean missed() {
    return missed;
  }

  /// Leaves the socket alone from now on.
  ///
  /// @return whether it is whole: false if the deadline has been missed
  synchronized boolean release() {
    socket = null;
    return !missed;
  }

  @Override
  public void close() {
    alarm.cancel(false);
    boolean _ = release();
  }

  private synchronized void strike() {
    missed = true;
    if (socket != null) {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a socket was not closed", e);
    }
  }
}
