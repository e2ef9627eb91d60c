package dev.millrace.bench.heavy;

import dev.millrace.local.lambda.Functions;
import dev.millrace.local.lambda.LambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Ends processes of functions by SIGKILL: every other one is of the extraction, which has most to
/// lose.
final class Killer {
  private static final String FAVOURITE = "Extraction";

  private final Functions functions;
  private final int every;
  private final SplittableRandom random;
  private final Map<String, Integer> kills = new TreeMap<>();
  private int files;
  private boolean favourite;

  Killer(Functions functions, HeavyPlan plan) {
    this.functions = functions;
    this.every = plan.killEvery();
    this.random = new SplittableRandom(plan.seed());
  }

  /// Tells that another file has been sent, which may cost a process its life.
  synchronized void sent() {
    if (++files % every == 0) {
      favourite = !favourite;
      kill();
    }
  }

  private void kill() {
    List<LambdaFunction> running =
        functions.all().stream()
            .filter(function -> favourite == function.spec().id().equals(FAVOURITE))
            .filter(function -> !function.processes().isEmpty())
            .toList();
    if (running.isEmpty()) {
      return;
    }
    LambdaFunction victim = running.get(random.nextInt(running.size()));
    List<Long> processes = victim.processes();
    if (!processes.isEmpty()) {
      long process = processes.get(random.nextInt(processes.size()));
      ProcessHandle.of(process)
          .filter(ProcessHandle::destroyForcibly)
          .ifPresent(_ -> kills.merge(victim.spec().id(), 1, Integer::sum));
    }
  }

  /// {@return function → how many of its processes have been killed}
  synchronized Map<String, Integer> kills() {
    return Map.copyOf(kills);
  }

  /// {@return how many processes have been killed}
  int count() {
    return kills().values().stream().mapToInt(Integer::intValue).sum();
  }
}
