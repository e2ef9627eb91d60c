package dev.millrace.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Our own division of the 1000 ImageNet classes into six coarse groups; a class is known by its
/// index, since names repeat.
final class ClassGroups {
  private static final String RESOURCE = "imagenet-groups.tsv";

  private final List<String> names;
  private final String[] groupOfClass;

  private ClassGroups(List<String> lines, int classes) {
    names = lines.stream().map(line -> line.split("\t", -1)[0]).toList();
    groupOfClass = new String[classes];
    for (String line : lines) {
      String[] columns = line.split("\t", -1);
      Stream.of(columns[1].split(" ", -1)).forEach(range -> assign(range, columns[0]));
    }
    if (Stream.of(groupOfClass).anyMatch(Objects::isNull)) {
      throw new IllegalStateException(RESOURCE + " leaves a class without a group");
    }
  }

  /// {@return the groups of that many classes}
  static ClassGroups read(int classes) {
    try (InputStream in = Objects.requireNonNull(ClassGroups.class.getResourceAsStream(RESOURCE))) {
      return new ClassGroups(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList(), classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// {@return the names of the groups, in the order in which they are shown}
  List<String> names() {
    return names;
  }

  /// {@return the group of the class at that index}
  String groupOf(int index) {
    return groupOfClass[index];
  }

  private void assign(String range, String group) {
    String[] ends = range.split("-", -1);
    for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
      if (groupOfClass[i] != null) {
        throw new IllegalStateException(RESOURCE + " puts class " + i + " into two groups");
      }
      groupOfClass[i] = group;
    }
  }
}
