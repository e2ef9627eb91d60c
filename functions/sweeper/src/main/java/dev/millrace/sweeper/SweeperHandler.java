package dev.millrace.sweeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.millrace.lambda.LogLine;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.Work;
import dev.millrace.sweeper.core.Repaired;
import dev.millrace.sweeper.core.Sweep;
import java.time.Duration;
import java.util.Map;

/// Schedule entry point: looks for what is due, puts it right, and answers how often what.
public final class SweeperHandler
    implements RequestHandler<ScheduledEvent, Map<Repaired, Integer>> {
  private final Sweep sweep;
  private final Work work;

  /// Called once by Lambda at init.
  public SweeperHandler() {
    this(Wiring.sweep(SweeperConfig.from(System.getenv())), new Work(new PowertoolsTracer()));
  }

  SweeperHandler(Sweep sweep, Work work) {
    this.sweep = sweep;
    this.work = work;
  }

  @Override
  public Map<Repaired, Integer> handleRequest(ScheduledEvent event, Context context) {
    return work.invocation(context, () -> work.unit("sweep.done", line -> sweep(line, context)));
  }

  private Map<Repaired, Integer> sweep(LogLine line, Context context) {
    Map<Repaired, Integer> counts =
        sweep.run(() -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    counts.forEach((repaired, count) -> line.put(repaired.field(), count));
    return counts;
  }
}
