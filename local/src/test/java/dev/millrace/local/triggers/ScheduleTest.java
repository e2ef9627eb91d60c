package dev.millrace.local.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.fixture.Await;
import dev.millrace.local.fixture.FakeFunction;
import dev.millrace.local.json.Json;
import dev.millrace.local.lambda.InvocationResult;
import dev.millrace.local.sam.TemplateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void readsRates() {
    assertThat(Schedule.period("rate(1 minute)")).isEqualTo(Duration.ofMinutes(1));
    assertThat(Schedule.period("rate(5 hours)")).isEqualTo(Duration.ofHours(5));
    assertThat(Schedule.period("rate(2 days)")).isEqualTo(Duration.ofDays(2));
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> Schedule.period("cron(0 12 * * ? *)"));
  }

  @Test
  void invokesTheFunctionOnceAPeriod() throws InterruptedException {
    FakeFunction function = FakeFunction.answering("done");
    Schedule schedule = new Schedule(function, "Rule", Duration.ofMillis(20), Optional.empty());

    schedule.start();
    Await.until(() -> function.events().size() >= 3);
    schedule.close();

    JsonNode event = Json.read(function.events().getFirst());
    assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
    assertThat(event.path("region").asText()).isEqualTo("us-east-1");
    assertThat(event.path("account").asText()).isEqualTo("000000000000");
    assertThat(event.at("/resources/0").asText())
        .isEqualTo("arn:aws:events:us-east-1:000000000000:rule/Rule");
  }

  @Test
  void doesNotWaitForTheInvocationBefore() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    FakeFunction function =
        new FakeFunction(_ -> {
          never.await();
          return new InvocationResult.Answered("");
        });
    Schedule schedule = new Schedule(function, "Rule", Duration.ofMillis(20), Optional.empty());

    schedule.start();
    Await.until(() -> function.events().size() >= 3);
    schedule.close();
  }
}
