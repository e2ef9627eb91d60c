package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flag.FlagRule;
import dev.millrace.flag.FlagStore;
import dev.millrace.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps the rules of flags must give them back whole.
@Tag("contract")
public abstract class FlagStoreContract {
  /// {@return the store}
  protected abstract FlagStore flags();

  @Test
  void aFlagThatNobodySetHasNoRule() {
    assertThat(flags().find("never.set")).isEmpty();
  }

  @Test
  void aRuleIsFoundWhole() {
    FlagRule rule =
        new FlagRule(
            "whole",
            Json.tree((Object) 10),
            Map.of("acme", Json.tree((Object) 20)),
            new FlagRule.Rollout(25, Json.tree((Object) 30)));
    flags().save(rule);

    assertThat(flags().find("whole").map(Json::write)).contains(Json.write(rule));
  }

  @Test
  void aSavedRuleReplacesTheEarlierOne() {
    flags().save(FlagRule.of("twice", Json.tree((Object) "first")));
    FlagRule second = FlagRule.of("twice", Json.tree((Object) "second"));
    flags().save(second);

    assertThat(flags().find("twice").map(Json::write)).contains(Json.write(second));
  }

  @Test
  void aDeletedRuleIsGone() {
    flags().save(FlagRule.of("deleted", Json.tree((Object) true)));
    flags().delete("deleted");

    assertThat(flags().find("deleted")).isEmpty();
  }
}
