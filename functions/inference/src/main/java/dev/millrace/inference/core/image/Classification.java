package dev.millrace.inference.core.image;

import dev.millrace.event.EventData.ImageLabel;
import dev.millrace.upload.ResultPart.Group;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a classifier's answer means for people.
///
/// @param labels the most likely classes, best first
/// @param groups the coarse groups, most likely first
/// @param retakeMessage how to get a better answer, when confidence is low
public record Classification(
    List<ImageLabel> labels,
    List<Group> groups,
    Confidence confidence,
    @Nullable String retakeMessage) {
  private static final int LABELS = 5;
  private static final String UNCLEAR =
      "It is not clear what the picture shows. A sharp, well-lit picture of one thing that fills"
          + " the frame is recognised best.";

  public Classification {
    labels = List.copyOf(labels);
    groups = List.copyOf(groups);
  }

  /// {@return the meaning of the probability that a classifier gives each class}
  ///
  /// @param picture what it looked at: its flaws are told when they may be why it is unsure
  public static Classification of(
      float[] probabilities, ClassifierDescription classifier, Picture picture) {
    List<ImageLabel> labels =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> -probabilities[index]))
            .limit(LABELS)
            .map(index -> label(classifier.classes().get(index), probabilities[index]))
            .toList();
    Confidence confidence = Confidence.of(labels.getFirst().probability(), classifier);
    return new Classification(
        labels,
        groups(probabilities, classifier),
        confidence,
        confidence == Confidence.LOW ? retakeMessage(picture) : null);
  }

  /// {@return what is told when the model gave no answer}
  public static Classification unavailable() {
    return new Classification(
        List.of(
            new ImageLabel(
                "error", "Inference Error", 0.0, "The model could not look at the picture.")),
        List.of(),
        Confidence.LOW,
        "Unable to analyze image due to technical error.");
  }

  private static String retakeMessage(Picture picture) {
    return PictureFlaw.of(picture).map(PictureFlaw::advice).orElse(UNCLEAR);
  }

  private static ImageLabel label(ImageClass imageClass, float probability) {
    return new ImageLabel(
        imageClass.id(), imageClass.name(), rounded(probability), imageClass.description());
  }

  private static List<Group> groups(float[] probabilities, ClassifierDescription classifier) {
    return classifier.groups().stream()
        .map(group -> new Group(group, rounded(sum(group, probabilities, classifier.classes()))))
        .sorted(Comparator.comparingDouble(group -> -group.probability()))
        .toList();
  }

  private static double sum(String group, float[] probabilities, List<ImageClass> classes) {
    return IntStream.range(0, probabilities.length)
        .filter(index -> group.equals(classes.get(index).group()))
        .mapToDouble(index -> probabilities[index])
        .sum();
  }

  private static double rounded(double probability) {
    return Math.min(1, Math.round(probability * 1e4) / 1e4);
  }
}
