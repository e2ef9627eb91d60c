package dev.millrace.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.testing.MemoryApiKeys;
import dev.millrace.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachedKeysTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryApiKeys keys = new MemoryApiKeys();
  private final List<String> lookups = new ArrayList<>();
  private final CachedKeys cache = new CachedKeys(this::lookUp, Duration.ofSeconds(30), 2, clock);
  private boolean broken;

  @Test
  void aKeyIsLookedUpOnceInItsTime() {
    keys.save(key("a"));

    assertThat(cache.find("a")).contains(key("a"));
    clock.advance(Duration.ofMillis(29_999));
    assertThat(cache.find("a")).contains(key("a"));
    assertThat(lookups).containsExactly("a");

    clock.advance(Duration.ofMillis(1));
    assertThat(cache.find("a")).contains(key("a"));
    assertThat(lookups).containsExactly("a", "a");
  }

  @Test
  void useDoesNotProlongItsTime() {
    keys.save(key("a"));
    for (int second = 0; second <= 30; second++) {
      cache.find("a");
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(lookups).hasSize(2);
  }

  @Test
  void aKeyThatIsNotThereIsAskedForAgain() {
    assertThat(cache.find("a")).isEmpty();
    keys.save(key("a"));

    assertThat(cache.find("a")).isPresent();
  }

  @Test
  void theKeyUsedLongestAgoMakesWay() {
    List.of("a", "b", "c").forEach(hash -> keys.save(key(hash)));
    List.of("a", "b", "a", "c", "a", "b").forEach(cache::find);

    assertThat(lookups).containsExactly("a", "b", "c", "b");
  }

  @Test
  void whatIsOutOfTimeIsNotServedWhenKeysCannotBeLookedUp() {
    keys.save(key("a"));
    cache.find("a");
    clock.advance(Duration.ofSeconds(30));
    broken = true;

    assertThatThrownBy(() -> cache.find("a")).hasMessage("no table");
  }

  @Test
  void nothingIsLeftOnceCleared() {
    keys.save(key("a"));
    cache.find("a");
    cache.clear();
    cache.find("a");

    assertThat(lookups).hasSize(2);
  }

  private Optional<ApiKey> lookUp(String hash) {
    lookups.add(hash);
    if (broken) {
      throw new IllegalStateException("no table");
    }
    return keys.find(hash);
  }

  private static ApiKey key(String hash) {
    return new ApiKey(hash, "key_1", "mk_1", "acme", List.of("*"), Instant.EPOCH, null);
  }
}
