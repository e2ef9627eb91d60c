package dev.millrace.api.core;

import dev.millrace.event.EventData.ImageLabel;
import dev.millrace.upload.ResultPart.Group;
import dev.millrace.upload.ResultPart.Image;
import dev.millrace.upload.ResultPart.Model;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Several images taken together, as pictures of one thing: the mean of what was seen on each.
///
/// @param images how many
/// @param labels the likeliest; one that is not among an image's labels counts there as 0
/// @param confidence that of the image with the lowest
public record CombinedImages(
    int images, Model model, List<ImageLabel> labels, List<Group> groups, String confidence) {
  private static final int LABELS = 5;
  private static final List<String> CONFIDENCES = List.of("LOW", "MEDIUM", "HIGH");

  public CombinedImages {
    labels = List.copyOf(labels);
    groups = List.copyOf(groups);
  }

  /// {@return the images together, those apart on which the model failed; empty if there are none
  /// or models differ, whose classes do not compare}
  static Optional<CombinedImages> of(List<Image> all) {
    List<Image> images = all.stream().filter(image -> image.requestId() == null).toList();
    if (images.stream().map(Image::model).distinct().count() != 1) {
      return Optional.empty();
    }
    return Optional.of(
        new CombinedImages(
            images.size(),
            images.getFirst().model(),
            means(images, Image::labels, ImageLabel::id, ImageLabel::probability)
                .entrySet()
                .stream()
                .map(mean -> with(mean.getKey(), mean.getValue()))
                .sorted(Comparator.comparingDouble(ImageLabel::probability).reversed())
                .limit(LABELS)
                .toList(),
            means(images, Image::groups, Group::name, Group::probability).entrySet().stream()
                .map(mean -> new Group(mean.getKey().name(), mean.getValue()))
                .sorted(Comparator.comparingDouble(Group::probability).reversed())
                .toList(),
            images.stream()
                .map(Image::confidence)
                .min(Comparator.comparingInt(CONFIDENCES::indexOf))
                .orElseThrow()));
  }

  private static <T> Map<T, Double> means(
      List<Image> images,
      Function<Image, List<T>> parts,
      Function<T, String> key,
      ToDoubleFunction<T> probability) {
    Map<String, List<T>> byKey =
        images.stream()
            .flatMap(image -> parts.apply(image).stream())
            .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    Map<T, Double> means = new LinkedHashMap<>();
    byKey
        .values()
        .forEach(same -> {
          double sum = same.stream().mapToDouble(probability).sum();
          means.put(same.getFirst(), Math.round(sum / images.size() * 1e4) / 1e4);
        });
    return means;
  }

  private static ImageLabel with(ImageLabel label, double probability) {
    return new ImageLabel(label.id(), label.name(), probability, label.description());
  }
}
