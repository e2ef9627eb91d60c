package dev.millrace.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The files that the demo uploads.
public final class DemoFiles {
  private static final Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          Map.entry("csv", "text/csv"),
          Map.entry("gif", "image/gif"),
          Map.entry("htm", "text/html"),
          Map.entry("html", "text/html"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("json", "application/json"),
          Map.entry("md", "text/markdown"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("png", "image/png"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("txt", "text/plain"),
          Map.entry("webp", "image/webp"),
          Map.entry("xml", "application/xml"));

  private DemoFiles() {}

  /// {@return the given files, and those in the given folders and below, hidden ones apart}
  public static List<Path> in(List<Path> places) {
    return places.stream().flatMap(DemoFiles::in).toList();
  }

  private static Stream<Path> in(Path place) {
    if (!Files.isDirectory(place)) {
      return Stream.of(place);
    }
    try (Stream<Path> below = Files.walk(place)) {
      return below
          .filter(Files::isRegularFile)
          .filter(file -> !isHidden(place.relativize(file)))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + place, e);
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /// {@return the media type that a browser would tell of a file, by its extension}
  static String contentType(Path file) {
    String name = String.valueOf(file.getFileName());
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return CONTENT_TYPES.getOrDefault(extension, "application/octet-stream");
  }
}
