package dev.millrace.local.lambda;

import dev.millrace.local.sam.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The stack's functions, by name.
public final class Functions implements AutoCloseable {
  private static final Pattern ARN_NAME = Pattern.compile(":function:([^:/]+)");
  private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

  private final Map<String, LambdaFunction> byName = new LinkedHashMap<>();
  private final Thread watch;

  /// Creates functions; none of them starts a process before its first invocation.
  public Functions(List<FunctionSpec> specs, Launcher launcher, FunctionLog log) {
    specs.forEach(spec -> byName.put(spec.name(), new LambdaFunction(spec, launcher, log)));
    watch = Thread.ofVirtual().name("function-watch").start(this::watch);
  }

  /// {@return all functions}
  public Collection<LambdaFunction> all() {
    return byName.values();
  }

  /// {@return the function that a name, an ARN (with or without alias) or an integration URI means}
  public LambdaFunction get(String reference) {
    Matcher arn = ARN_NAME.matcher(reference);
    String name = arn.find() ? arn.group(1) : reference;
    return Optional.ofNullable(byName.get(name))
        .orElseThrow(() -> new TemplateException("No function is named " + reference));
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(WATCH_INTERVAL);
        byName.values().forEach(function -> function.tidy(Instant.now()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  @Override
  public void close() {
    watch.interrupt();
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      byName.values().forEach(function -> closing.execute(function::close));
    }
  }
}
