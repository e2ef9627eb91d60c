package dev.millrace.local.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.Invocable;
import dev.millrace.local.lambda.Invocation;
import dev.millrace.local.sam.Arn;
import dev.millrace.local.sam.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Invokes a function at a fixed rate, the first time after one period, whether or not the
/// invocation before has ended.
final class Schedule implements Trigger {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  private final Invocable function;
  private final String ruleName;
  private final Duration period;
  private final Optional<String> input;
  private final Thread thread;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Schedule(Invocable function, String ruleName, Duration period, Optional<String> input) {
    this.function = function;
    this.ruleName = ruleName;
    this.period = period;
    this.input = input;
    this.thread = Thread.ofVirtual().name("schedule-" + ruleName).unstarted(this::run);
  }

  /// {@return the period of a rate expression}
  static Duration period(String expression) {
    Matcher rate = RATE.matcher(expression);
    if (!rate.matches()) {
      throw new TemplateException(
          "Schedule %s: the local stack knows rate(…) alone".formatted(expression));
    }
    long number = Long.parseLong(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(number);
      case "hour" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      for (Instant next = Instant.now().plus(period); ; next = next.plus(period)) {
        Thread.sleep(Duration.between(Instant.now(), next));
        threads.execute(this::invoke);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void invoke() {
    try {
      var _ = function.invoke(Invocation.of(input.orElseGet(this::event)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private String event() {
    ObjectNode event = Json.object();
    event
        .put("version", "0")
        .put("id", UUID.randomUUID().toString())
        .put("detail-type", "Scheduled Event")
        .put("source", "aws.events")
        .put("account", account())
        .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("region", region());
    event
        .putArray("resources")
        .add("arn:aws:events:%s:%s:rule/%s".formatted(region(), account(), ruleName));
    event.putObject("detail");
    return Json.write(event);
  }

  private String region() {
    return Arn.parse(function.spec().arn()).region();
  }

  private String account() {
    return Arn.parse(function.spec().arn()).account();
  }

  @Override
  public void close() {
    thread.interrupt();
    threads.shutdownNow();
  }
}
