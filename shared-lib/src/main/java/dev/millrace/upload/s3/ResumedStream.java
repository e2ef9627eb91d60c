package dev.millrace.upload.s3;

import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// An object's bytes, asked for again from where a connection has broken off. The SDK tries again
/// what fails before the first byte, and nothing after it.
final class ResumedStream extends InputStream {
  private static final int MOST_BREAKS = 10;

  private final S3Client s3;
  private final GetObjectRequest request;
  private final long length;
  private ResponseInputStream<GetObjectResponse> bytes;
  private long position;
  private int breaks;

  /// Asks for the bytes.
  ///
  /// @param request for an object from its first byte on
  ResumedStream(S3Client s3, GetObjectRequest request) {
    this.s3 = s3;
    this.bytes = s3.getObject(request);
    this.length = bytes.response().contentLength();
    this.request = request.toBuilder().ifMatch(bytes.response().eTag()).build();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int most) throws IOException {
    while (true) {
      try {
        int read = bytes.read(buffer, offset, most);
        if (read < 0 && position < length) {
          throw new IOException("ended after %d of %d bytes".formatted(position, length));
        }
        position += Math.max(0, read);
        return read;
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  private void resume(IOException cause) throws IOException {
    if (++breaks > MOST_BREAKS) {
      throw cause;
    }
    bytes.abort();
    String rest = "bytes=%d-%d".formatted(position, length - 1);
    try {
      bytes = s3.getObject(request.toBuilder().range(rest).build());
    } catch (SdkException e) {
      throw new IOException("cannot be read on from byte " + position, e);
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
