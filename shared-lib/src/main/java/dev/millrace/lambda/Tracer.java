package dev.millrace.lambda;

import java.util.function.Supplier;

/// Tells a tracing backend which parts of an invocation took how long.
public interface Tracer {
  /// A tracer that tells nobody.
  Tracer NONE =
      new Tracer() {
        @Override
        public <T> T subsegment(String name, Supplier<T> work) {
          return work.get();
        }

        @Override
        public void annotate(String key, String value) {}
      };

  /// {@return what the work returns, timed as a part of the invocation}
  <T> T subsegment(String name, Supplier<T> work);

  /// Adds a searchable fact to the part that is being timed.
  void annotate(String key, String value);
}
