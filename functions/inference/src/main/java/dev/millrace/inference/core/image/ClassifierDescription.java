package dev.millrace.inference.core.image;

import dev.millrace.upload.ResultPart.Model;
import java.util.List;

/// What an image classifier takes, what it tells apart and how its answers are to be read.
///
/// @param frame what it looks at
/// @param highFrom the probability of the best class from which confidence is high
/// @param mediumFrom likewise from which it is medium
/// @param groups coarse groups, in the order in which they are shown
/// @param classes in the order of the classifier's answers
public record ClassifierDescription(
    Model model,
    String sha256,
    Frame frame,
    double highFrom,
    double mediumFrom,
    List<String> groups,
    List<ImageClass> classes) {
  public ClassifierDescription {
    groups = List.copyOf(groups);
    classes = List.copyOf(classes);
  }
}
