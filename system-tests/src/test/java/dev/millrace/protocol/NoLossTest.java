package dev.millrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.protocol.Setting.Fault;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way that the code of relay, webhook-dispatch and sweeper can take, whoever is faster and
/// whatever fails: no event is lost, none is stuck, a fault adds at most one duplicate, and only a
/// refusal uses up an attempt. Leave out a part of the protocol, and the same search finds what
/// that part is for.
class NoLossTest {
  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("one fault of any kind", Setting.of(1, Protocol.MAX_ATTEMPTS)),
        Arguments.of("one fault of any kind, circuit opens", Setting.of(1, 1).touchy()),
        Arguments.of(
            "two faults, no delay",
            Setting.of(2, 0).only(Fault.DEATH, Fault.LOST_ANSWER, Fault.COPY)),
        Arguments.of("two events at one endpoint", Setting.of(0, 1).events(2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void nothingIsLostOrStuckAndAFaultAddsAtMostOneDuplicate(String name, Setting setting) {
    check(name, setting);
  }

  /// Takes minutes.
  @Test
  @EnabledIfEnvironmentVariable(named = "MILLRACE_LONG_TESTS", matches = "true")
  void soItIsWithTwoFaultsOfAnyKind() {
    check("two faults of any kind", Setting.of(2, 0));
  }

  static Stream<Arguments> breakages() {
    Setting any = Setting.of(1, 0);
    Setting copy = any.only(Fault.COPY);
    Setting refusedCopy = Setting.of(1, 1).only(Fault.COPY);
    return Stream.of(
        Arguments.of(Breakage.SETTLED_FIRST, any, "stuck"),
        Arguments.of(Breakage.RECORDED_FIRST, any, "counts as delivered, and was not"),
        Arguments.of(Breakage.NO_SWEEPER, any, "stuck"),
        Arguments.of(Breakage.NO_DUE_TIME, any, "stuck"),
        Arguments.of(Breakage.NO_VERSION, any, "a duplicate"),
        Arguments.of(Breakage.NO_CLAIM, copy, "a duplicate"),
        Arguments.of(Breakage.NO_ATTEMPT_NUMBER, refusedCopy, "before its time"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breakages")
  void whatIsLeftOutOfTheProtocolIsMissed(Breakage part, Setting setting, String consequence) {
    Search.Result result = Search.of(setting.without(part));

    String found = result.wrong().or(() -> result.stuck().map(way -> "stuck" + way)).orElse("");
    System.out.println("without " + part + ": " + found);
    assertThat(found).contains(consequence).contains("the relay of event 0");
  }

  private static void check(String name, Setting setting) {
    Search.Result result = Search.of(setting);

    System.out.println("delivery protocol, " + name + ": " + result);
    assertThat(result.wrong()).isEmpty();
    assertThat(result.stuck()).isEmpty();
    assertThat(result.moments()).isGreaterThan(1_000);
  }
}
