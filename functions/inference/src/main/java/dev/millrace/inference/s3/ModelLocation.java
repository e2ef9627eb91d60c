package dev.millrace.inference.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Where a model bundle lies: in a folder, or in S3 as `s3://bucket/prefix`.
public final class ModelLocation {
  private static final List<String> FILES = List.of("model_metadata.json", "model.pt");

  private final URI uri;

  /// @param location a path, or `s3://bucket/prefix`
  public ModelLocation(String location) {
    this.uri = URI.create(location);
  }

  /// {@return the folder that has the bundle, into which it is copied if it lies in S3}
  ///
  /// @throws IllegalStateException naming what is not there
  public Path folder(Supplier<S3Client> s3) {
    if (!"s3".equals(uri.getScheme())) {
      return Path.of(uri.getPath());
    }
    try (S3Client client = s3.get()) {
      Path folder = Files.createTempDirectory("model-");
      for (String file : FILES) {
        String key = uri.getPath().substring(1).replaceAll("/*$", "") + "/" + file;
        copy(client, key, folder.resolve(file));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the model of " + uri, e);
    }
  }

  private void copy(S3Client client, String key, Path file) {
    try {
      client.getObject(request -> request.bucket(uri.getHost()).key(key), file);
    } catch (S3Exception e) {
      throw new IllegalStateException(
          "cannot read s3://%s/%s: %s".formatted(uri.getHost(), key, e.getMessage()), e);
    }
  }
}
