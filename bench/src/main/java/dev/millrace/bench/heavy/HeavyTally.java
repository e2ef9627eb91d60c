package dev.millrace.bench.heavy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a run has found.
///
/// @param outcomes one for each file
/// @param took from the first file to the end of the last
/// @param kills function → processes killed
/// @param failures type of failure → invocations that ended in it
/// @param requests to S3
/// @param refusals requests to S3 that were answered 503
/// @param breaks requests to S3 whose answer was broken off
/// @param retries of the client
/// @param owed events that the subscriber had to hear of
/// @param missing those of them that it has not heard of
/// @param received notices that came, repeated ones too
/// @param forged notices whose signature was wrong
/// @param notErased deleted uploads that were not erased in time
public record HeavyTally(
    List<Outcome> outcomes,
    Duration took,
    Map<String, Integer> kills,
    Map<String, Integer> failures,
    long requests,
    long refusals,
    long breaks,
    long retries,
    int owed,
    int missing,
    long received,
    long forged,
    int notErased) {
  private static final String DEATH = "Runtime.ExitError";
  private static final List<String> FAULTS_OF_OURS =
      List.of("Sandbox.Timedout", "Sandbox.InitTimedout");

  /// {@return how many files did not end COMPLETED}
  public int notCompleted() {
    return (int) outcomes.stream().filter(outcome -> !outcome.completed()).count();
  }

  /// {@return how many files did not end at all}
  public int stuck() {
    return (int) outcomes.stream().filter(Outcome::stuck).count();
  }

  /// {@return how many files there were}
  public int files() {
    return outcomes.size();
  }

  /// {@return how many bytes they had together}
  long bytes() {
    return outcomes.stream().mapToLong(Outcome::bytes).sum();
  }

  int killed() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// {@return how many processes have died or had to be ended that nobody had killed}
  public int unaccounted() {
    return Math.max(0, failures.getOrDefault(DEATH, 0) - killed())
        + FAULTS_OF_OURS.stream().mapToInt(type -> failures.getOrDefault(type, 0)).sum();
  }

  /// {@return kind, state and reason → how many files}
  Map<List<String>, Integer> byOutcome() {
    Map<List<String>, Integer> counts =
        new TreeMap<>((one, other) -> String.join("\0", one).compareTo(String.join("\0", other)));
    for (Outcome outcome : outcomes) {
      counts.merge(
          List.of(outcome.kind().name(), outcome.state(), outcome.reason()), 1, Integer::sum);
    }
    return counts;
  }
}
