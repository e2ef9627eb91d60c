package dev.millrace.limit;

import dev.millrace.flag.Flags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;

/// Keeps use within limits, over windows that slide.
///
/// A window is counted in {@value UsageStore#SLOTS} slots of time and the one that has just begun.
/// So what leaves the window leaves it up to a slot late, and never more than the quota is used in
/// any span of the window's length. Use is counted before it is weighed, so that of requests at the
/// same moment none slips through; what was not granted is given back.
public final class RateLimiter {
  private final UsageStore usage;
  private final Flags flags;
  private final Clock clock;

  public RateLimiter(UsageStore usage, Flags flags, Clock clock) {
    this.usage = usage;
    this.flags = flags;
    this.clock = clock;
  }

  /// What somebody wants of a limit.
  ///
  /// @param subject who uses it, unique within the limit
  public record Wish(Limit limit, String tenantId, String subject, long amount) {}

  /// Takes all of an amount or nothing.
  public Permit take(Wish wish) {
    return take(
        wish.limit(), wish.tenantId(), wish.subject(), wish.amount(), over -> wish.amount());
  }

  /// Takes from several limits at the same time: all that is wanted of each, or nothing of any.
  ///
  /// @return what each allowed, in the order of the wishes; if one refused, what the others granted
  ///   has been given back
  public List<Permit> takeTogether(List<Wish> wishes) {
    List<Future<Permit>> asked;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      asked = wishes.stream().map(wish -> threads.submit(() -> take(wish))).toList();
    }
    List<Permit> permits = asked.stream().map(RateLimiter::answer).toList();
    if (!permits.stream().allMatch(Permit::allowed)) {
      for (int i = 0; i < permits.size(); i++) {
        giveBack(wishes.get(i), permits.get(i));
      }
    }
    return permits;
  }

  private static Permit answer(Future<Permit> asked) {
    if (asked.state() == Future.State.FAILED) {
      throw new IllegalStateException("use could not be counted", asked.exceptionNow());
    }
    return asked.resultNow();
  }

  private void giveBack(Wish wish, Permit permit) {
    if (permit.granted() > 0) {
      add(wish.limit(), wish.subject(), now(wish.limit()), -permit.granted());
    }
  }

  /// Takes as much of an amount as is left.
  ///
  /// @param subject who uses it, unique within the limit
  public Permit takeUpTo(Limit limit, String tenantId, String subject, long amount) {
    return take(limit, tenantId, subject, amount, over -> Math.min(over, amount));
  }

  /// @param refused of the amount, given how far it would go over the quota
  private Permit take(
      Limit limit, String tenantId, String subject, long amount, LongUnaryOperator refused) {
    long quota = flags.get(limit.quota(), tenantId);
    long slot = now(limit);
    NavigableMap<Long, Long> used =
        new TreeMap<>(add(limit, subject, slot, amount))
            .subMap(slot - UsageStore.SLOTS, true, slot, true);
    long over = sum(used) - quota;
    if (over <= 0) {
      return new Permit(limit, quota, amount, amount, -over, untilFree(limit, used, 1));
    }
    long refusal = refused.applyAsLong(over);
    add(limit, subject, slot, -refusal);
    used.merge(slot, -refusal, Long::sum);
    return new Permit(
        limit,
        quota,
        amount,
        amount - refusal,
        Math.max(refusal - over, 0),
        untilFree(limit, used, over));
  }

  /// {@return how long before so much has left the window}
  private Duration untilFree(Limit limit, NavigableMap<Long, Long> used, long amount) {
    long freed = 0;
    for (Map.Entry<Long, Long> slot : used.entrySet()) {
      freed += slot.getValue();
      if (freed >= amount) {
        long leavesAt = (slot.getKey() + UsageStore.SLOTS + 1) * slotMillis(limit);
        return Duration.ofMillis(leavesAt - clock.millis());
      }
    }
    return limit.window();
  }

  private Map<Long, Long> add(Limit limit, String subject, long slot, long amount) {
    return usage.add(
        limit.wireName() + "#" + subject, slot, amount, limit.window().multipliedBy(3));
  }

  private long now(Limit limit) {
    return clock.millis() / slotMillis(limit);
  }

  private static long slotMillis(Limit limit) {
    return limit.window().toMillis() / UsageStore.SLOTS;
  }

  private static long sum(Map<Long, Long> used) {
    return used.values().stream().mapToLong(Long::longValue).sum();
  }
}
