package dev.millrace.local.s3;

import java.lang.reflect.Field;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/// Where requests come in to s3proxy.
abstract class Door extends Handler.Wrapper {
  /// Puts this door before a server that has not been started, and before the doors that it has. It
  /// has no place for one of its own.
  final void hangInto(S3Proxy proxy) {
    try {
      Field server = S3Proxy.class.getDeclaredField("server");
      server.setAccessible(true);
      ((Server) server.get(proxy)).insertHandler(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("s3proxy is not the one that is known here", e);
    }
  }
}
