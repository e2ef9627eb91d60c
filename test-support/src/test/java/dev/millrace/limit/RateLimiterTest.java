package dev.millrace.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.limit.RateLimiter.Wish;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryUsage;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class RateLimiterTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryFlags flags = new MemoryFlags().set(Limit.UPLOADS.quota(), 30);
  private final RateLimiter limiter = new RateLimiter(new MemoryUsage(), flags.flags(), clock);

  @Test
  void grantsTheQuotaAndNoMore() {
    assertThat(take(29).remaining()).isEqualTo(1);
    assertThat(take(1)).extracting(Permit::granted, Permit::remaining).containsExactly(1L, 0L);
    assertThat(take(1).granted()).isZero();
  }

  @Test
  void tellsWhenToComeBack() {
    take(20);
    clock.advance(Duration.ofSeconds(12));
    take(10);

    Permit refused = take(5);
    Permit large = take(25);

    assertThat(refused.until()).isEqualTo(Duration.ofSeconds(54));
    assertThat(large.until()).isEqualTo(Duration.ofSeconds(66));
    clock.advance(refused.until().minusMillis(1));
    assertThat(take(5).granted()).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(take(5).granted()).isEqualTo(5);
  }

  @Test
  void whatWasRefusedIsNotCounted() {
    take(30);
    IntStream.range(0, 50).forEach(_ -> take(1));
    clock.advance(Duration.ofSeconds(66));

    assertThat(take(30).granted()).isEqualTo(30);
  }

  @Test
  void whatCanNeverBeGrantedWaitsForAWholeWindow() {
    assertThat(take(31)).isEqualTo(new Permit(Limit.UPLOADS, 30, 31, 0, 30, Duration.ofMinutes(1)));
  }

  @Test
  void grantsAPartWhereAPartIsOfUse() {
    take(25);

    assertThat(limiter.takeUpTo(Limit.UPLOADS, "acme", "key_1", 100))
        .extracting(Permit::granted, Permit::remaining)
        .containsExactly(5L, 0L);
    assertThat(take(1).granted()).isZero();
  }

  @Test
  void takesFromAllLimitsOrFromNone() {
    flags.set(Limit.ADDRESS.quota(), 20);
    Wish byKey = new Wish(Limit.UPLOADS, "acme", "key_1", 15);
    Wish byAddress = new Wish(Limit.ADDRESS, "acme", "192.0.2.1", 15);

    assertThat(limiter.takeTogether(List.of(byKey, byAddress)))
        .allMatch(Permit::allowed)
        .extracting(Permit::remaining)
        .containsExactly(15L, 5L);
    assertThat(limiter.takeTogether(List.of(byKey, byAddress)))
        .extracting(Permit::allowed)
        .containsExactly(true, false);
    assertThat(take(15).granted()).as("what the other limit granted was given back").isEqualTo(15);
  }

  @Test
  void everySubjectAndEveryLimitCountsForItself() {
    take(30);

    assertThat(limiter.take(new Wish(Limit.UPLOADS, "acme", "key_2", 1)).granted()).isOne();
    assertThat(limiter.take(new Wish(Limit.WRITES, "acme", "key_1", 1)).granted()).isOne();
  }

  @Test
  void anOperatorMayForbidAll() {
    flags.set(Limit.UPLOADS.quota(), 0);

    assertThat(take(1).granted()).isZero();
  }

  /// Whatever callers do, no span of a minute sees more than the quota.
  @ParameterizedTest
  @Seeds
  void noSpanOfTheWindowSeesMoreThanTheQuota(long seed) {
    Random random = new Random(seed);
    List<Instant> granted = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      clock.advance(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 30_000 : 400)));
      for (long n = take(1 + random.nextInt(3)).granted(); n > 0; n--) {
        granted.add(clock.instant());
      }
    }
    assertThat(granted).hasSizeGreaterThan(60);
    for (int i = 30; i < granted.size(); i++) {
      assertThat(Duration.between(granted.get(i - 30), granted.get(i)))
          .isGreaterThan(Duration.ofMinutes(1));
    }
  }

  private Permit take(long amount) {
    return limiter.take(new Wish(Limit.UPLOADS, "acme", "key_1", amount));
  }
}
