package dev.millrace.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes calls that come at the same time in groups: the first goes at once, and while it is under
/// way the next group gathers. So calls are cheap where there are many, and none waits for others
/// where there are few. Callers wait for their own result, best on virtual threads.
public final class Together<I, O> {
  private final int most;
  private final Function<List<I>, List<O>> group;
  private final Semaphore turns;
  private final Queue<Call<I, O>> waiting = new ConcurrentLinkedQueue<>();

  /// @param most how many calls a group may have
  /// @param parallel how many groups may be under way at the same time
  /// @param group makes the calls and returns their results in the same order; what it throws,
  ///   every caller of the group gets
  public Together(int most, int parallel, Function<List<I>, List<O>> group) {
    this.most = most;
    this.group = group;
    this.turns = new Semaphore(parallel, true);
  }

  private static final class Call<I, O> {
    private final I input;
    private final CompletableFuture<O> result = new CompletableFuture<>();
    private volatile boolean taken;

    private Call(I input) {
      this.input = input;
    }
  }

  /// {@return the result of a call}
  public O call(I input) {
    Call<I, O> call = new Call<>(input);
    waiting.add(call);
    turns.acquireUninterruptibly();
    try {
      while (!call.taken) {
        makeOneGroup();
      }
    } finally {
      turns.release();
    }
    return resultOf(call);
  }

  /// {@return how many calls belong to no group yet}
  int waiting() {
    return waiting.size();
  }

  private void makeOneGroup() {
    List<Call<I, O>> calls = new ArrayList<>();
    for (Call<I, O> next = poll(); next != null; next = calls.size() < most ? poll() : null) {
      calls.add(next);
    }
    if (calls.isEmpty()) {
      return;
    }
    try {
      List<O> results = group.apply(calls.stream().map(call -> call.input).toList());
      for (int i = 0; i < calls.size(); i++) {
        calls.get(i).result.complete(results.get(i));
      }
    } catch (RuntimeException | Error e) {
      calls.forEach(call -> call.result.completeExceptionally(e));
    }
  }

  private @Nullable Call<I, O> poll() {
    Call<I, O> next = waiting.poll();
    if (next != null) {
      next.taken = true;
    }
    return next;
  }

  private O resultOf(Call<I, O> call) {
    try {
      return call.result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e;
    }
  }
}
