package dev.millrace.inference.djl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.inference.core.ClassifierDescription;
import dev.millrace.inference.core.EmbedderDescription;
import dev.millrace.inference.core.Frame;
import dev.millrace.inference.core.ImageClass;
import dev.millrace.json.Json;
import dev.millrace.upload.ResultPart.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A folder with `model.pt`, `model_metadata.json` and what else the model needs.
///
/// @param folder where it lies
/// @param metadata what `model_metadata.json` says
record ModelBundle(Path folder, JsonNode metadata) {

  /// {@return the bundle in that folder}
  static ModelBundle in(Path folder) {
    Path file = folder.resolve("model_metadata.json");
    try {
      return new ModelBundle(folder, Json.tree(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  Path tokenizer() {
    return folder.resolve("tokenizer.json");
  }

  ClassifierDescription classifier() {
    JsonNode input = metadata.required("input");
    JsonNode confidence = metadata.required("confidence");
    return new ClassifierDescription(
        model(),
        metadata.required("sha256").asText(),
        new Frame(
            input.required("width").asInt(),
            Frame.Fit.valueOf(input.required("resize").asText().toUpperCase(Locale.ROOT))),
        confidence.required("high").asDouble(),
        confidence.required("medium").asDouble(),
        metadata.required("groups").valueStream().map(JsonNode::asText).toList(),
        metadata.required("classes").valueStream().map(ModelBundle::imageClass).toList());
  }

  Normalization normalization() {
    JsonNode input = metadata.required("input");
    return new Normalization(numbers(input.required("mean")), numbers(input.required("std")));
  }

  EmbedderDescription embedder() {
    return new EmbedderDescription(
        model(),
        metadata.required("sha256").asText(),
        metadata.required("dimension").asInt(),
        metadata.required("maxTokens").asInt(),
        metadata.required("languages").valueStream().map(JsonNode::asText).toList());
  }

  private Model model() {
    return new Model(metadata.required("name").asText(), metadata.required("version").asText());
  }

  private static ImageClass imageClass(JsonNode node) {
    return new ImageClass(
        node.required("id").asText(),
        node.required("name").asText(),
        node.required("description").asText(),
        node.required("group").asText());
  }

  private static List<Double> numbers(JsonNode array) {
    return array.valueStream().map(JsonNode::asDouble).toList();
  }
}
