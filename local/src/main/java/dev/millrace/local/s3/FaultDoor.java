package dev.millrace.local.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Makes requests fail that somebody wants to fail.
final class FaultDoor extends Door {
  private static final int SLOW_DOWN = 503;
  private static final byte[] SLOW_DOWN_BODY =
      "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
          .getBytes(StandardCharsets.UTF_8);

  private volatile S3Faults faults = S3Faults.NONE;

  /// Decides on the requests from now on.
  void failWith(S3Faults next) {
    faults = next;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return switch (faults.next(request.getMethod(), Request.getPathInContext(request))) {
      case NONE -> super.handle(request, response, callback);
      case REFUSED -> {
        response.setStatus(SLOW_DOWN);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        response.write(true, ByteBuffer.wrap(SLOW_DOWN_BODY), callback);
        yield true;
      }
      case BROKEN_OFF -> super.handle(request, new Half(request, response), callback);
    };
  }

  /// An answer of which only the first half gets through.
  private static final class Half extends Response.Wrapper {
    private long left = -1;

    Half(Request request, Response response) {
      super(request, response);
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
      if (left < 0) {
        left = Math.max(0, getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) / 2);
      }
      int more = content == null ? 0 : content.remaining();
      if (!last && more <= left) {
        left -= more;
        super.write(false, content, callback);
      } else {
        getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new IOException("broken off on purpose"));
      }
    }
  }
}
