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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Objects in memory, with versions or without.
public final class MemoryObjects implements OriginalStore, DerivedStore {
  private final Map<String, Deque<Version>> objects = new TreeMap<>();
  private final Set<Version> quarantined = new HashSet<>();
  private final AtomicInteger nextVersion = new AtomicInteger();
  private final boolean versioned;

  /// Creates a store that keeps the newest version of an object only.
  public MemoryObjects() {
    this(false);
  }

  private MemoryObjects(boolean versioned) {
    this.versioned = versioned;
  }

  /// {@return a store that keeps all versions of an object}
  public static MemoryObjects versioned() {
    return new MemoryObjects(true);
  }

  private static final class Version {
    private final @Nullable String id;
    private final String etag;
    private final byte[] content;

    Version(@Nullable String id, String etag, byte[] content) {
      this.id = id;
      this.etag = etag;
      this.content = content;
    }
  }

  /// Puts an object as a browser would.
  ///
  /// @return what S3 tells of it
  public synchronized StoredObject upload(ObjectKey.Original key, byte[] content) {
    store(key.value(), content);
    return head(key).orElseThrow();
  }

  /// {@return the keys of all objects, sorted}
  public synchronized List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /// {@return how many versions of objects there are under a prefix}
  public synchronized int versions(String prefix) {
    return objects.entrySet().stream()
        .filter(object -> object.getKey().startsWith(prefix))
        .mapToInt(object -> object.getValue().size())
        .sum();
  }

  /// Deletes some versions of objects under a prefix.
  ///
  /// @return how many were deleted, at most the limit
  public synchronized int deleteVersions(String prefix, int limit) {
    int deleted = 0;
    for (String key : new ArrayList<>(objects.keySet())) {
      while (key.startsWith(prefix) && deleted < limit && objects.containsKey(key)) {
        remove(key, objects.get(key).getLast());
        deleted++;
      }
    }
    return deleted;
  }

  /// {@return the bytes of the newest version of an object}
  public synchronized byte[] content(String key) {
    return newest(key)
        .orElseThrow(() -> new IllegalStateException("there is no object " + key))
        .content
        .clone();
  }

  @Override
  public synchronized Optional<StoredObject> head(ObjectKey.Original key) {
    return newest(key.value())
        .map(version -> new StoredObject(key, version.content.length, version.etag, version.id));
  }

  @Override
  public synchronized InputStream open(StoredObject object, long limit) {
    byte[] content = readable(object);
    return new ByteArrayInputStream(content, 0, (int) Math.min(limit, content.length));
  }

  @Override
  public synchronized byte[] range(StoredObject object, long offset, int length) {
    byte[] content = readable(object);
    return Arrays.copyOfRange(
        content, (int) offset, (int) Math.min(content.length, offset + length));
  }

  @Override
  public synchronized void delete(StoredObject object) {
    String key = object.key().value();
    find(object).ifPresent(version -> remove(key, version));
  }

  @Override
  public synchronized void quarantine(StoredObject object) {
    find(object).ifPresent(quarantined::add);
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
  public synchronized void put(ObjectKey.Derived key, byte[] content, String contentType) {
    store(key.value(), content);
  }

  @Override
  public InputStream open(ObjectKey.Derived key) {
    return new ByteArrayInputStream(content(key.value()));
  }

  @Override
  public synchronized void delete(ObjectKey.Derived key) {
    objects.remove(key.value());
  }

  private void store(String key, byte[] content) {
    Deque<Version> versions = objects.computeIfAbsent(key, _ -> new ArrayDeque<>());
    if (!versioned) {
      versions.clear();
    }
    versions.addLast(
        new Version(
            versioned ? "v" + nextVersion.incrementAndGet() : null,
            HexFormat.of().toHexDigits(Arrays.hashCode(content)),
            content.clone()));
  }

  private byte[] readable(StoredObject object) {
    Version version =
        find(object)
            .filter(found -> object.versionId() != null || found.etag.equals(object.etag()))
            .orElseThrow(() -> new IllegalStateException("there is no such version: " + object));
    if (quarantined.contains(version)) {
      throw new IllegalStateException("nobody may read " + object);
    }
    return version.content;
  }

  private Optional<Version> newest(String key) {
    return Optional.ofNullable(objects.get(key)).map(Deque::getLast);
  }

  /// A store without versions has but one to give.
  private Optional<Version> find(StoredObject object) {
    return Optional.ofNullable(objects.get(object.key().value()))
        .flatMap(versions ->
            versions.stream()
                .filter(version -> version.id == null || version.id.equals(object.versionId()))
                .findFirst());
  }

  private void remove(String key, Version version) {
    Deque<Version> versions = objects.getOrDefault(key, new ArrayDeque<>());
    versions.remove(version);
    if (versions.isEmpty()) {
      objects.remove(key);
    }
  }
}
