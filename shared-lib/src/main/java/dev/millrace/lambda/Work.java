package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/// Runs what a function does, so that each unit of work is timed in the trace and ends in exactly
/// one canonical log line.
public final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);
  private static final String OUTCOME = "outcome";

  private final Tracer tracer;

  public Work(Tracer tracer) {
    this.tracer = tracer;
  }

  /// {@return what the body returns, its log lines carrying the ids of the invocation}
  public <R> R invocation(Context context, Supplier<R> body) {
    return PowertoolsLogging.withLogging(context, body);
  }

  /// {@return what the body returns; its log line is written in any case}
  ///
  /// @param name what was done, in the past tense: `page.extracted`
  public <R> R unit(String name, Function<LogLine, R> body) {
    LogLine line = new LogLine();
    long start = System.nanoTime();
    try {
      R result = tracer.subsegment(name, () -> body.apply(line));
      line.fields().putIfAbsent(OUTCOME, "ok");
      LOG.info(name, StructuredArguments.entries(finished(line, start)));
      return result;
    } catch (RuntimeException e) {
      line.put(OUTCOME, "error");
      LOG.error(name, StructuredArguments.entries(finished(line, start)), e);
      throw e;
    }
  }

  private static Map<String, Object> finished(LogLine line, long start) {
    return line.put("elapsed_millis", (System.nanoTime() - start) / 1_000_000).fields();
  }
}
