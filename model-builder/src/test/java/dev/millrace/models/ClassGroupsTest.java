package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassGroupsTest {
  private final ClassGroups groups = ClassGroups.read(1000);

  @Test
  void everyClassHasOneOfSixGroups() {
    assertThat(groups.names())
        .containsExactly("animal", "plant", "food", "vehicle", "place", "object");
    assertThat(
            IntStream.range(0, 1000)
                .mapToObj(groups::groupOf)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
        .isEqualTo(
            Map.of(
                "animal", 398L, "plant", 14L, "food", 47L, "vehicle", 70L, "place", 80L, "object",
                391L));
  }

  @Test
  void anEgyptianCatIsAnAnimal() {
    assertThat(groups.groupOf(285)).isEqualTo("animal");
  }
}
