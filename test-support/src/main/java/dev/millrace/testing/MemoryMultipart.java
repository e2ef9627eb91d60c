package dev.millrace.testing;

import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.multipart.MultipartStore;
import dev.millrace.upload.multipart.SentPart;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Parts in memory, which become objects of a [MemoryObjects].
public final class MemoryMultipart implements MultipartStore {
  private final MemoryObjects objects;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, Map<Integer, byte[]>> uploads = new ConcurrentHashMap<>();

  public MemoryMultipart(MemoryObjects objects) {
    this.objects = objects;
  }

  /// Sends a part as a browser would.
  ///
  /// @return its entity tag
  public String send(ObjectKey.Original key, String s3UploadId, int number, byte[] content) {
    existing(key, s3UploadId).orElseThrow().put(number, content.clone());
    return etag(content);
  }

  /// {@return how many uploads have been neither put together nor thrown away}
  public int open() {
    return uploads.size();
  }

  @Override
  public String create(ObjectKey.Original key, String contentType) {
    String s3UploadId = "s3-" + ids.incrementAndGet();
    uploads.put(id(key, s3UploadId), new TreeMap<>());
    return s3UploadId;
  }

  @Override
  public Optional<List<SentPart>> parts(ObjectKey.Original key, String s3UploadId) {
    return existing(key, s3UploadId)
        .map(parts ->
            parts.entrySet().stream()
                .map(part ->
                    new SentPart(part.getKey(), part.getValue().length, etag(part.getValue())))
                .toList());
  }

  @Override
  public Assembly assemble(ObjectKey.Original key, String s3UploadId, List<SentPart> named) {
    Optional<List<SentPart>> parts = parts(key, s3UploadId);
    if (parts.isEmpty()) {
      return Assembly.GONE;
    }
    if (!parts.get().containsAll(named)) {
      return Assembly.PART_CHANGED;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    existing(key, s3UploadId).orElseThrow().values().forEach(content::writeBytes);
    objects.upload(key, content.toByteArray());
    abort(key, s3UploadId);
    return Assembly.DONE;
  }

  @Override
  public void abort(ObjectKey.Original key, String s3UploadId) {
    uploads.remove(id(key, s3UploadId));
  }

  private Optional<Map<Integer, byte[]>> existing(ObjectKey.Original key, String s3UploadId) {
    return Optional.ofNullable(uploads.get(id(key, s3UploadId)));
  }

  private static String id(ObjectKey.Original key, String s3UploadId) {
    return key.value() + " " + s3UploadId;
  }

  private static String etag(byte[] content) {
    return HexFormat.of().toHexDigits(Arrays.hashCode(content));
  }
}
