package dev.millrace.models;

import java.util.List;

/// The `model_metadata.json` of an image classifier.
///
/// @param name the model's name
/// @param version the version of the weights
/// @param type always `image-classifier`
/// @param sha256 the digest of `model.pt`
/// @param input how a picture becomes the network's input
/// @param output what the network gives: `logits` or `probabilities`
/// @param confidence from which probability of the best class on a result counts as HIGH or MEDIUM
/// @param groups the names of the groups, if there are any
/// @param classes the classes in the order of the outputs
/// @param licence of the weights
/// @param source the packages that the weights and the names come from
record ClassifierMetadata(
    String name,
    String version,
    String type,
    String sha256,
    Input input,
    String output,
    Confidence confidence,
    List<String> groups,
    List<? extends Record> classes,
    String licence,
    List<String> source) {

  /// Pictures are brought to a size, then each channel value v of 0 to 255 to `(v · range / 255 -
  /// mean) / std`.
  ///
  /// @param width in pixels
  /// @param height in pixels
  /// @param layout order of the axes: `NCHW`
  /// @param color order of the channels: `RGB`
  /// @param resize `squash`: the whole picture, whatever its proportions
  /// @param range 255 or 1
  /// @param mean a value per channel
  /// @param std a value per channel
  record Input(
      int width,
      int height,
      String layout,
      String color,
      String resize,
      int range,
      List<? extends Number> mean,
      List<? extends Number> std) {

    /// {@return whole pictures, brought to a square}
    static Input square(
        int size, int range, List<? extends Number> mean, List<? extends Number> std) {
      return new Input(size, size, "NCHW", "RGB", "squash", range, mean, std);
    }
  }

  /// @param high from here on HIGH
  /// @param medium from here on MEDIUM, below it LOW
  record Confidence(double high, double medium) {}
}
