package dev.millrace.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Photos that lie in a folder for each class; the folders' names are the classes' names.
///
/// @param classes in alphabetical order
/// @param photos each with the index of its class
record Photos(List<String> classes, List<Photo> photos) {
  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp", "gif");
  private static final int MIN_CLASSES = 2;
  private static final int MAX_CLASSES = 1000;
  private static final int MAX_PHOTOS = 20_000;

  Photos {
    classes = List.copyOf(classes);
    photos = List.copyOf(photos);
  }

  /// A labelled photo.
  record Photo(Path file, int label) {}

  /// {@return the photos in a folder}
  ///
  /// @throws FitException if they are too few to learn from, or too many
  static Photos in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FitException(folder + " is no folder");
    }
    List<Path> folders = list(folder).stream().filter(Files::isDirectory).toList();
    if (folders.size() < MIN_CLASSES || folders.size() > MAX_CLASSES) {
      throw new FitException(
          "%s has %d folders; there must be one for each class, %d to %d"
              .formatted(folder, folders.size(), MIN_CLASSES, MAX_CLASSES));
    }
    List<String> classes = new ArrayList<>();
    List<Photo> photos = new ArrayList<>();
    for (Path each : folders) {
      int label = classes.size();
      classes.add(String.valueOf(each.getFileName()));
      List<Path> files = list(each).stream().filter(Photos::isPhoto).toList();
      if (files.size() < CrossValidation.FOLDS) {
        throw new FitException(
            "%s has %d photos; at least %d are needed"
                .formatted(each, files.size(), CrossValidation.FOLDS));
      }
      files.forEach(file -> photos.add(new Photo(file, label)));
    }
    if (photos.size() > MAX_PHOTOS) {
      throw new FitException(
          "there are %d photos; at most %d are taken".formatted(photos.size(), MAX_PHOTOS));
    }
    return new Photos(classes, photos);
  }

  private static boolean isPhoto(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .toList();
    }
  }
}
