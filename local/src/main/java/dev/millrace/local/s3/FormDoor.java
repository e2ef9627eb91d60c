package dev.millrace.local.s3;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;

/// Bounds the bytes of all forms together, which s3proxy holds in memory; the others wait.
final class FormDoor extends Door {
  private static final ScopedValue<Boolean> FORM = ScopedValue.newInstance();
  private static final long UNIT = 1 << 16;

  private final int places;
  private final Semaphore free;

  /// @param bytes of all forms that are let in at a time; a larger form comes in alone
  FormDoor(long bytes) {
    this.places = Math.toIntExact(Math.max(1, bytes / UNIT));
    this.free = new Semaphore(places, true);
  }

  /// {@return whether what is being done now was asked for by a form}
  static boolean inForm() {
    return FORM.isBound();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!isForm(request)) {
      return super.handle(request, response, callback);
    }
    int taken = places(request.getLength());
    free.acquire(taken);
    try {
      return ScopedValue.where(FORM, true).call(() -> super.handle(request, response, callback));
    } finally {
      free.release(taken);
    }
  }

  private static boolean isForm(Request request) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return request.getMethod().equals("POST")
        && type != null
        && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  /// {@return how many places a form takes; one that does not tell its length takes all}
  private int places(long length) {
    return length < 0 ? places : Math.clamp(length / UNIT + 1, 1, places);
  }
}
