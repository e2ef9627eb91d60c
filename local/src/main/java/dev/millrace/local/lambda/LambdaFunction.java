package dev.millrace.local.lambda;

import dev.millrace.local.lambda.InvocationResult.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A function with its sandboxes: a call takes an idle one, else starts one, else waits its turn.
public final class LambdaFunction implements Invocable, AutoCloseable {
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofMillis(5);

  /// How long a first invocation, slower than all that follow, may take to be waited for.
  private static final Duration SETTLING = Duration.ofMillis(700);

  private final FunctionSpec spec;
  private final Launcher launcher;
  private final FunctionLog log;
  private final Semaphore turns;
  private final Semaphore starting = new Semaphore(1);
  private final BlockingDeque<Sandbox> idle = new LinkedBlockingDeque<>();
  private final Set<Sandbox> sandboxes = ConcurrentHashMap.newKeySet();
  private final AtomicLong peakMegabytes = new AtomicLong();
  private final AtomicInteger coldStarts = new AtomicInteger();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// Creates a function without a sandbox.
  public LambdaFunction(FunctionSpec spec, Launcher launcher, FunctionLog log) {
    this.spec = spec;
    this.launcher = launcher;
    this.log = log;
    this.turns = new Semaphore(spec.concurrency(), true);
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public InvocationResult invoke(Invocation invocation) throws InterruptedException {
    if (invocation.payload().length() > RuntimeApi.PAYLOAD_LIMIT) {
      return new Failed("RequestEntityTooLargeException", "The event is larger than 6 MB");
    }
    turns.acquire();
    try {
      return invokeNow(invocation);
    } finally {
      turns.release();
    }
  }

  private InvocationResult invokeNow(Invocation invocation) throws InterruptedException {
    Sandbox sandbox = sandbox();
    InvocationResult result = sandbox.invoke(invocation);
    if (result instanceof Failed(String type, String message)) {
      failures.merge(type, 1, Integer::sum);
      log.line(spec.id(), "%s %s: %s".formatted(invocation.requestId(), type, message));
    }
    peakMegabytes.accumulateAndGet(sandbox.peakMegabytes(), Math::max);
    if (sandbox.usable() && !closed) {
      idle.push(sandbox);
    } else {
      discard(sandbox);
    }
    return result;
  }

  /// An idle sandbox, or a new one once the machine has a processor to start it with and none of
  /// this function has just been started: that one may become idle sooner.
  private Sandbox sandbox() throws InterruptedException {
    while (!closed) {
      Sandbox warm = idle.pollFirst(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (warm == null && starting.tryAcquire()) {
        if (launcher.starts().tryAcquire()) {
          return coldStart();
        }
        starting.release();
      } else if (warm != null && warm.usable()) {
        return warm;
      } else if (warm != null) {
        discard(warm);
      }
    }
    throw new IllegalStateException(spec.name() + " is closed");
  }

  /// A new sandbox. Lambda runs an init that failed once more, with the invocation.
  private Sandbox coldStart() throws InterruptedException {
    try {
      Sandbox sandbox = start();
      if (sandbox.awaitInit() instanceof Failed && !closed) {
        discard(sandbox);
        sandbox = start();
        sandbox.awaitInit();
      }
      return sandbox;
    } finally {
      launcher.starts().release();
      CompletableFuture.delayedExecutor(SETTLING.toMillis(), TimeUnit.MILLISECONDS)
          .execute(starting::release);
    }
  }

  private Sandbox start() {
    Sandbox sandbox = new Sandbox(spec, launcher, log);
    coldStarts.incrementAndGet();
    sandboxes.add(sandbox);
    return sandbox;
  }

  /// Measures the sandboxes and ends those that have been idle for long.
  void tidy(Instant now) {
    sandboxes.forEach(Sandbox::measure);
    for (Sandbox sandbox : List.copyOf(idle)) {
      if (sandbox.idleSince().plus(IDLE_LIMIT).isBefore(now) && idle.remove(sandbox)) {
        discard(sandbox);
      }
    }
  }

  private void discard(Sandbox sandbox) {
    peakMegabytes.accumulateAndGet(sandbox.peakMegabytes(), Math::max);
    sandboxes.remove(sandbox);
    sandbox.close();
  }

  /// {@return the most memory that one of its processes has used, in MB}
  public long peakMegabytes() {
    return peakMegabytes.get();
  }

  /// {@return how many sandboxes it has started}
  public int coldStarts() {
    return coldStarts.get();
  }

  /// {@return type of failure → how many of its invocations have ended in it}
  public Map<String, Integer> failures() {
    return Map.copyOf(failures);
  }

  /// {@return the ids of its processes}
  public List<Long> processes() {
    return sandboxes.stream().filter(Sandbox::usable).map(Sandbox::pid).toList();
  }

  @Override
  public void close() {
    closed = true;
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      sandboxes.forEach(sandbox -> closing.execute(sandbox::close));
    }
  }
}
