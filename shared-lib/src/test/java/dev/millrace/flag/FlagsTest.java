package dev.millrace.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlagsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Flag<Long> LIMIT = Flag.integer("limit", 10, 1, 1000);

  private final Rules rules = new Rules();
  private final Flags flags = at(NOW);

  @Test
  void aFlagHasItsDefaultUntilSomebodySetsIt() {
    assertThat(flags.get(LIMIT, "acme")).isEqualTo(10);
  }

  @Test
  void theTenantsOwnValueComesBeforeTheRolloutAndThatBeforeTheValueForAll() {
    rules.save(
        new FlagRule(
            "limit", json(20), Map.of("acme", json(30)), new FlagRule.Rollout(100, json(40))));

    assertThat(flags.get(LIMIT, "acme")).isEqualTo(30);
    assertThat(flags.get(LIMIT, "other")).isEqualTo(40);
  }

  @Test
  void aRolloutReachesItsShareAndKeepsWhomItHadWhileItGrows() {
    Set<Integer> tenth = chosen(10);
    Set<Integer> half = chosen(50);

    assertThat(tenth.size()).isCloseTo(1000, within(150));
    assertThat(half.size()).isCloseTo(5000, within(300));
    assertThat(half).containsAll(tenth);
    assertThat(chosen(0)).isEmpty();
    assertThat(chosen(100)).hasSize(10_000);
  }

  @Test
  void twoFlagsDrawTheirSubjectsApart() {
    FlagRule first = rollout("first", 50);
    FlagRule second = rollout("second", 50);

    long both =
        IntStream.range(0, 10_000)
            .mapToObj(Integer::toString)
            .filter(subject -> first.value("t", subject).isPresent())
            .filter(subject -> second.value("t", subject).isPresent())
            .count();

    assertThat(both).isCloseTo(2500, within(300L));
  }

  @Test
  void aValueOfTheWrongKindCountsAsNotSet() {
    rules.save(FlagRule.of("limit", json("many")));
    assertThat(at(NOW).get(LIMIT, "acme")).isEqualTo(10);

    rules.save(FlagRule.of("limit", json(1001)));
    assertThat(at(NOW).get(LIMIT, "acme")).isEqualTo(10);
  }

  @Test
  void everyKindOfFlagReadsItsOwnValues() {
    rules.save(FlagRule.of("switch", json(true)));
    rules.save(FlagRule.of("share", json(0.25)));
    rules.save(FlagRule.of("tier", json("large")));
    rules.save(FlagRule.of("wait", json("PT5S")));

    assertThat(flags.get(Flag.onOff("switch", false), "t")).isTrue();
    assertThat(flags.get(Flag.number("share", 1, 0, 1), "t")).isEqualTo(0.25);
    assertThat(flags.get(Flag.variant("tier", "small", Set.of("small", "large")), "t"))
        .isEqualTo("large");
    assertThat(flags.get(Flag.duration("wait", Duration.ofMinutes(1)), "t")).hasSeconds(5);
  }

  @Test
  void whatIsNoVariantAndNoDurationLeavesTheDefault() {
    rules.save(FlagRule.of("tier", json("huge")));
    rules.save(FlagRule.of("wait", json("soon")));

    assertThat(flags.get(Flag.variant("tier", "small", Set.of("small")), "t")).isEqualTo("small");
    assertThat(flags.get(Flag.duration("wait", Duration.ofMinutes(1)), "t")).hasMinutes(1);
  }

  @Test
  void aRuleIsAskedForOnceAWhileAndItsChangeIsObeyedAfterwards() {
    Instant[] now = {NOW};
    Flags remembering = new Flags(rules, Duration.ofSeconds(30), clock(now));
    assertThat(remembering.get(LIMIT, "acme")).isEqualTo(10);

    rules.save(FlagRule.of("limit", json(20)));
    now[0] = NOW.plusSeconds(29);
    assertThat(remembering.get(LIMIT, "acme")).isEqualTo(10);

    now[0] = NOW.plusSeconds(30);
    assertThat(remembering.get(LIMIT, "acme")).isEqualTo(20);
    assertThat(rules.reads).isEqualTo(2);
  }

  @Test
  void clearingForgetsWhatWasRead() {
    assertThat(flags.get(LIMIT, "acme")).isEqualTo(10);
    rules.save(FlagRule.of("limit", json(20)));
    flags.clear();

    assertThat(flags.get(LIMIT, "acme")).isEqualTo(20);
  }

  @Test
  void whileRulesCannotBeReadTheLastKnownOneHolds() {
    Instant[] now = {NOW};
    Flags remembering = new Flags(rules, Duration.ofSeconds(30), clock(now));
    rules.save(FlagRule.of("limit", json(20)));
    assertThat(remembering.get(LIMIT, "acme")).isEqualTo(20);

    rules.broken = true;
    now[0] = NOW.plusSeconds(31);
    assertThat(remembering.get(LIMIT, "acme")).isEqualTo(20);
    assertThat(remembering.get(Flag.onOff("other", true), "acme")).isTrue();
  }

  private Flags at(Instant now) {
    return new Flags(rules, Duration.ofSeconds(30), clock(new Instant[] {now}));
  }

  private static Set<Integer> chosen(int percent) {
    FlagRule rule = rollout("limit", percent);
    return IntStream.range(0, 10_000)
        .filter(subject -> rule.value("t", Integer.toString(subject)).isPresent())
        .boxed()
        .collect(Collectors.toSet());
  }

  private static FlagRule rollout(String key, int percent) {
    return new FlagRule(key, null, Map.of(), new FlagRule.Rollout(percent, json(1)));
  }

  private static JsonNode json(Object value) {
    return Json.tree(value);
  }

  private static Clock clock(Instant[] now) {
    return new Clock() {
      @Override
      public Instant instant() {
        return now[0];
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private static final class Rules implements FlagStore {
    private final Map<String, FlagRule> rules = new ConcurrentHashMap<>();
    private int reads;
    private boolean broken;

    @Override
    public Optional<FlagRule> find(String key) {
      if (broken) {
        throw new IllegalStateException("the table is away");
      }
      reads++;
      return Optional.ofNullable(rules.get(key));
    }

    @Override
    public void save(FlagRule rule) {
      rules.put(rule.key(), rule);
    }

    @Override
    public void delete(String key) {
      rules.remove(key);
    }
  }
}
