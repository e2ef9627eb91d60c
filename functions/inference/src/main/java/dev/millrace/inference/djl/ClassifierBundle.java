package dev.millrace.inference.djl;

import dev.millrace.inference.core.image.ClassifierDescription;
import dev.millrace.inference.core.image.Frame;
import dev.millrace.inference.core.image.ImageClass;
import dev.millrace.upload.ResultPart.Model;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An image classifier that lies in a folder: `model.pt` and a `model_metadata.json` that tells how
/// pictures go in and what comes out (docs/models.md).
///
/// @param output what the network gives
record ClassifierBundle(
    Path folder, ClassifierDescription description, Normalization normalization, Output output) {
  private static final int MAX_SIZE = 1024;

  /// What a network gives for each class.
  enum Output {
    /// Any number; the larger, the likelier.
    LOGITS,

    /// Numbers that add up to 1.
    PROBABILITIES
  }

  /// {@return the bundle in that folder, as far as it can be judged without loading it}
  ///
  /// @throws BundleException naming all that is wrong with it
  static ClassifierBundle in(Path folder) {
    BundleFields fields = Bundles.metadata(folder);
    BundleFields input = fields.object("input");
    BundleFields confidence = fields.object("confidence");
    int size = input.integer("width", 1, MAX_SIZE);
    if (input.integer("height", 1, MAX_SIZE) != size) {
      fields.problem("input.width and input.height differ");
    }
    List<String> groups = fields.has("groups") ? fields.texts("groups") : List.of();
    ClassifierBundle bundle =
        new ClassifierBundle(
            folder,
            new ClassifierDescription(
                model(fields),
                fields.text("sha256"),
                new Frame(size, input.choice("resize", Frame.Fit.class)),
                confidence.number("high", 0, 1),
                confidence.number("medium", 0, 1),
                groups,
                classes(fields, groups)),
            new Normalization(
                input.choice("layout", Normalization.Layout.class),
                input.choice("color", Normalization.Color.class),
                input.has("range") ? input.integer("range", 1, 255) : 255,
                input.numbers("mean", 3),
                input.numbers("std", 3)),
            fields.choice("output", Output.class));
    if (!fields.problems().isEmpty()) {
      throw new BundleException(folder, fields.problems());
    }
    return bundle;
  }

  static Model model(BundleFields fields) {
    return new Model(
        fields.text("name"),
        fields.text(fields.has("model_version") ? "model_version" : "version"));
  }

  private static List<ImageClass> classes(BundleFields fields, List<String> groups) {
    Set<String> ids = new HashSet<>();
    return fields.objects("classes").stream()
        .map(entry -> {
          String id = entry.text("id");
          if (!ids.add(id)) {
            fields.problem("two classes have the id " + id);
          }
          String group = entry.has("group") ? entry.text("group") : null;
          if (group != null && !groups.contains(group)) {
            fields.problem("class " + id + " is in the group " + group + ", which groups lacks");
          }
          return new ImageClass(
              id,
              entry.text("name"),
              entry.has("description") ? entry.text("description") : null,
              group);
        })
        .toList();
  }
}
