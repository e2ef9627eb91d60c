package dev.millrace.presign.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.MemoryFlags;
import dev.millrace.upload.Kind;
import dev.millrace.upload.multipart.PartSizes;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlaggedRulesTest {
  private final MemoryFlags flags = new MemoryFlags();
  private final FlaggedRules rules =
      new FlaggedRules(
          Set.of("text/csv", "image/png", "image/gif", "image/webp"),
          new SizeLimits(4, 3, 2, 1),
          flags.flags());

  @Test
  void withoutFlagsTheConfigurationHolds() {
    assertThat(rules.contentTypes("acme")).containsExactlyInAnyOrder("text/csv", "image/png");
    assertThat(rules.maxBytes("acme", Kind.PDF)).isEqualTo(4);
    assertThat(rules.maxBytes("acme", Kind.CSV)).isEqualTo(3);
    assertThat(rules.maxBytes("acme", Kind.TEXT)).isEqualTo(2);
    assertThat(rules.maxBytes("acme", Kind.IMAGE)).isEqualTo(1);
  }

  @Test
  void webpAndGifAreTakenWhereTheFlagIsOn() {
    flags.set(FlaggedRules.MORE_IMAGES, true);

    assertThat(rules.contentTypes("acme")).contains("image/gif", "image/webp", "image/png");
  }

  @Test
  void aKindMayGetAnotherLimit() {
    flags.set(FlaggedRules.limit(Kind.CSV, 0), 5_000_000_000L);

    assertThat(rules.maxBytes("acme", Kind.CSV)).isEqualTo(5_000_000_000L);
    assertThat(rules.maxBytes("acme", Kind.PDF)).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"small, 10", "medium, 25", "large, 50", "unlimited, 51200000"})
  void aTierSetsOneLimitForAllKinds(String tier, long mebibytes) {
    flags.set(FlaggedRules.limit(Kind.CSV, 0), 7);
    flags.set(FlaggedRules.TIER, tier);

    assertThat(rules.maxBytes("acme", Kind.CSV)).isEqualTo(mebibytes << 20);
    assertThat(rules.maxBytes("acme", Kind.IMAGE)).isLessThanOrEqualTo(PartSizes.LARGEST_FILE);
  }

  @Test
  void theTierOfTheKindIsTheKindsOwnLimit() {
    flags.set(FlaggedRules.TIER, "kind");

    assertThat(rules.maxBytes("acme", Kind.PDF)).isEqualTo(4);
  }
}
