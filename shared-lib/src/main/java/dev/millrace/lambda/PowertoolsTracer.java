package dev.millrace.lambda;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import software.amazon.lambda.powertools.tracing.TracingUtils;

/// Traces with Powertools for AWS Lambda, that is X-Ray.
public final class PowertoolsTracer implements Tracer {
  @Override
  public <T> T subsegment(String name, Supplier<T> work) {
    AtomicReference<Supplier<T>> result = new AtomicReference<>(work);
    TracingUtils.withSubsegment(
        name,
        subsegment -> {
          T value = work.get();
          result.set(() -> value);
        });
    return result.get().get();
  }

  @Override
  public void annotate(String key, String value) {
    TracingUtils.putAnnotation(key, value);
  }
}
