package dev.millrace.testing;

import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Objects in memory, one version each.
public final class MemoryObjects implements OriginalStore, DerivedStore {
  private final Map<String, byte[]> contents = new ConcurrentSkipListMap<>();

  /// Puts an object as a browser would.
  ///
  /// @return what S3 tells of it
  public StoredObject upload(ObjectKey.Original key, byte[] content) {
    contents.put(key.value(), content.clone());
    return head(key).orElseThrow();
  }

  /// {@return the keys of all objects, sorted}
  public Iterable<String> keys() {
    return contents.keySet();
  }

  /// {@return the bytes of an object}
  public byte[] content(String key) {
    byte[] content = contents.get(key);
    if (content == null) {
      throw new IllegalStateException("there is no object " + key);
    }
    return content.clone();
  }

  @Override
  public Optional<StoredObject> head(ObjectKey.Original key) {
    return Optional.ofNullable(contents.get(key.value()))
        .map(content ->
            new StoredObject(
                key, content.length, HexFormat.of().toHexDigits(Arrays.hashCode(content)), null));
  }

  @Override
  public InputStream open(StoredObject object, long limit) {
    byte[] content = content(object.key().value());
    return new ByteArrayInputStream(content, 0, (int) Math.min(limit, content.length));
  }

  @Override
  public void delete(StoredObject object) {
    contents.remove(object.key().value());
  }

  @Override
  public void put(ObjectKey.Derived key, Path file, String contentType) {
    try {
      put(key, Files.readAllBytes(file), contentType);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void put(ObjectKey.Derived key, byte[] content, String contentType) {
    contents.put(key.value(), content.clone());
  }

  @Override
  public InputStream open(ObjectKey.Derived key) {
    return new ByteArrayInputStream(content(key.value()));
  }

  @Override
  public void delete(ObjectKey.Derived key) {
    contents.remove(key.value());
  }
}
