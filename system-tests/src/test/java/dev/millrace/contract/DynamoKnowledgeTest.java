package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.aws.Items;
import dev.millrace.event.EventData.ThoughtCaptured;
import dev.millrace.event.WebhookEvent;
import dev.millrace.inference.core.summary.KeptSummary;
import dev.millrace.inference.core.thought.Insight;
import dev.millrace.inference.core.thought.Insight.Link;
import dev.millrace.inference.core.thought.Memory;
import dev.millrace.inference.core.thought.Pattern;
import dev.millrace.inference.core.thought.Remembered;
import dev.millrace.inference.core.thought.Thought;
import dev.millrace.inference.dynamodb.DynamoKnowledge;
import dev.millrace.page.Page;
import dev.millrace.upload.ResultPart.Concept;
import dev.millrace.upload.ResultPart.Sentence;
import dev.millrace.upload.ResultPart.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoKnowledgeTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final DynamoDbClient dynamoDb = TemplateServices.dynamoDb();
  private final String table = TemplateServices.output("UploadsTable");
  private final DynamoKnowledge store = new DynamoKnowledge(dynamoDb, table, "eu-central-1");

  @Test
  void aThoughtIsKeptWithWhatFollowsFromIt() {
    Thought thought = thought("one", "tho_1", 0);
    Insight insight =
        new Insight(
            "ins_1",
            "one",
            "tho_1",
            "Near.",
            List.of(new Link("/v1/thoughts/tho_0", "t", 0.5)),
            NOW);
    Pattern pattern = pattern("one");

    assertThat(keep(thought, Optional.of(insight), List.of(pattern))).isTrue();

    assertThat(store.find("one", "tho_1")).contains(thought);
    assertThat(store.insights("one", Optional.empty(), 9).items()).containsExactly(insight);
    assertThat(store.patterns("one", Optional.empty(), 9).items()).containsExactly(pattern);
    assertThat(store.knows("one", "pat_1")).isTrue();
    assertThat(store.knows("other", "pat_1")).isFalse();
    assertThat(notices("T#one#K#tho_1")).isEqualTo(1);
  }

  @Test
  void aPatternIsKeptOnceOrNothingIs() {
    keep(thought("two", "tho_1", 0), Optional.empty(), List.of(pattern("two")));

    assertThat(keep(thought("two", "tho_2", 1), Optional.empty(), List.of(pattern("two"))))
        .isFalse();
    assertThat(store.find("two", "tho_2")).isEmpty();
  }

  @Test
  void thoughtsAreListedByPagesTheNewestFirst() {
    for (int i = 0; i < 5; i++) {
      keep(thought("three", "tho_" + i, i), Optional.empty(), List.of());
    }

    Page<Thought> first = store.thoughts("three", Optional.empty(), 2);
    Page<Thought> second = store.thoughts("three", Optional.ofNullable(first.next()), 9);

    assertThat(first.items()).extracting(Thought::thoughtId).containsExactly("tho_4", "tho_3");
    assertThat(second.items())
        .extracting(Thought::thoughtId)
        .containsExactly("tho_2", "tho_1", "tho_0");
    assertThat(second.next()).isNull();
    Memory memory = store.memory("three", NOW.plusSeconds(3), 9);
    assertThat(memory.latest()).contains(NOW.plusSeconds(4));
    assertThat(memory.thoughts())
        .extracting(remembered -> remembered.thought().thoughtId())
        .containsExactly("tho_4", "tho_3");
    assertThat(store.memory("three", NOW, 1).thoughts().getFirst().vector())
        .containsExactly(0.5f, -1);
  }

  @Test
  void aThoughtIsKeptOnlyIfNoneHasComeMeanwhile() {
    Memory before = store.memory("six", NOW, 9);
    assertThat(before).isEqualTo(new Memory(Optional.empty(), List.of()));
    keep(thought("six", "tho_1", 1), Optional.empty(), List.of());

    assertThat(keep(thought("six", "tho_2", 2), Optional.empty(), List.of(), before)).isFalse();
    assertThat(store.find("six", "tho_2")).isEmpty();

    Memory after = store.memory("six", NOW, 9);
    assertThat(keep(thought("six", "tho_2", 2), Optional.empty(), List.of(), after)).isTrue();
    assertThat(keep(thought("six", "tho_1", 1), Optional.empty(), List.of())).isTrue();
    assertThat(store.memory("six", NOW, 9).latest()).contains(NOW.plusSeconds(2));
    assertThat(store.memory("six", NOW, 9).thoughts()).hasSize(2);
  }

  @Test
  void aThoughtIsDeletedOnceAndItsInsightWithIt() {
    Insight insight =
        new Insight(
            Insight.idOf("four", "tho_1"),
            "four",
            "tho_1",
            "Near.",
            List.of(new Link("/v1/thoughts/tho_0", "t", 0.5)),
            NOW);
    keep(thought("four", "tho_1", 0), Optional.of(insight), List.of());

    assertThat(store.delete("four", "tho_1")).isTrue();
    assertThat(store.delete("four", "tho_1")).isFalse();
    assertThat(store.find("four", "tho_1")).isEmpty();
    assertThat(store.thoughts("four", Optional.empty(), 9).items()).isEmpty();
    assertThat(store.insights("four", Optional.empty(), 9).items()).isEmpty();
    assertThat(store.memory("four", NOW, 9).thoughts()).isEmpty();
  }

  @Test
  void aSummaryIsKeptWithItsNotice() {
    KeptSummary summary =
        new KeptSummary(
            "sum_1",
            "five",
            new Summary("It ebbs.", List.of(new Sentence("It ebbs.", 0.5))),
            List.of(new Concept("tide", 0.5)),
            NOW);

    store.keep(summary, notice("five", "sum_1"));

    assertThat(store.findSummary("five", "sum_1")).contains(summary);
    assertThat(store.findSummary("five", "sum_2")).isEmpty();
    assertThat(notices("T#five#K#sum_1")).isEqualTo(1);
  }

  private boolean keep(Thought thought, Optional<Insight> insight, List<Pattern> patterns) {
    return keep(thought, insight, patterns, store.memory(thought.tenantId(), NOW, 9));
  }

  private boolean keep(
      Thought thought, Optional<Insight> insight, List<Pattern> patterns, Memory seen) {
    return store.keep(
        new Remembered(thought, new float[] {0.5f, -1}),
        insight,
        patterns,
        List.of(notice(thought.tenantId(), thought.thoughtId())),
        seen);
  }

  private static Thought thought(String tenant, String id, int second) {
    return new Thought(id, tenant, "Ferries.", List.of("ferry"), NOW.plusSeconds(second));
  }

  private static Pattern pattern(String tenant) {
    return new Pattern("pat_1", tenant, "recurring_concept", "ferry", 0.5, List.of("tho_1"), NOW);
  }

  private static WebhookEvent notice(String tenant, String id) {
    return WebhookEvent.of(
        "evt_" + id,
        tenant,
        "T#%s#K#%s".formatted(tenant, id),
        NOW,
        new ThoughtCaptured(id, List.of()));
  }

  private int notices(String partition) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(":pk", Items.text(partition), ":prefix", Items.text("EVENT#"))))
        .count();
  }
}
