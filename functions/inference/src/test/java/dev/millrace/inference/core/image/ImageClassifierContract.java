package dev.millrace.inference.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every image classifier must do.
@Tag("contract")
public abstract class ImageClassifierContract {
  protected abstract ImageClassifier classifier();

  @Test
  void probabilitiesOfAllClassesAddUpToOne() {
    ClassifierDescription description = classifier().description();
    int size = description.frame().size();
    int[] gray = new int[size * size];
    Arrays.fill(gray, 0x808080);

    float[] probabilities = classifier().probabilities(new Picture(640, 480, gray));

    double sum = 0;
    for (float probability : probabilities) {
      assertThat(probability).isBetween(0f, 1f);
      sum += probability;
    }
    assertThat(probabilities).hasSize(description.classes().size());
    assertThat(sum).isCloseTo(1, within(1e-4));
  }

  @Test
  void everyClassCountsToAGroup() {
    ClassifierDescription description = classifier().description();

    assertThat(description.classes())
        .extracting(ImageClass::group)
        .allMatch(description.groups()::contains);
    assertThat(description.classes()).extracting(ImageClass::id).doesNotHaveDuplicates();
  }
}
