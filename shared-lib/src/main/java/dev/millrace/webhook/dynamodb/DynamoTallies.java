package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.Items;
import dev.millrace.batch.Together;
import dev.millrace.webhook.Tally;
import dev.millrace.webhook.TallyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Counts in the webhooks table: an item an hour and endpoint, which every worker adds to. A worker
/// that dies may leave the attempts of its last moment uncounted.
public final class DynamoTallies implements TallyStore {
  private static final String HOUR = "HOUR#";
  private static final String ANSWERS = "answers_";
  private static final String MILLIS = "millis_";
  private static final Duration LIFE = Duration.ofDays(30);
  private static final int MAX_TOGETHER = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Together<Count, Boolean> counts;

  public DynamoTallies(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.counts = new Together<>(MAX_TOGETHER, 1, this::addAll);
  }

  private record Count(String endpointId, Tally tally) {}

  private record Hour(String endpointId, Instant start) {}

  @Override
  public void add(String endpointId, Tally tally) {
    counts.call(new Count(endpointId, tally));
  }

  @Override
  public List<Tally> read(String endpointId, Instant from, Instant to) {
    return dynamoDb
        .query(query ->
            query
                .tableName(table)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Items.text(WebhookItems.partitionOfEndpoint(endpointId)),
                        ":from", Items.text(sort(from)),
                        ":to", Items.text(sort(to)))))
        .items()
        .stream()
        .map(DynamoTallies::tally)
        .toList();
  }

  private List<Boolean> addAll(List<Count> all) {
    Map<Hour, Tally> hours = new LinkedHashMap<>();
    all.forEach(count ->
        hours.merge(
            new Hour(count.endpointId(), count.tally().hour()), count.tally(), Tally::plus));
    hours.forEach(this::add);
    return all.stream().map(_ -> true).toList();
  }

  private void add(Hour hour, Tally tally) {
    Map<String, Long> increments = new LinkedHashMap<>();
    tally.answers().forEach((answer, count) -> increments.put(ANSWERS + answer, count));
    tally.millis().forEach((bound, count) -> increments.put(MILLIS + bound, count));
    Map<String, String> names = new HashMap<>(Map.of("#ttl", "ttl"));
    Map<String, AttributeValue> values =
        new HashMap<>(Map.of(":ttl", Items.number(hour.start().plus(LIFE).getEpochSecond())));
    increments.forEach((name, count) -> {
      names.put("#" + name, name);
      values.put(":" + name, Items.number(count));
    });
    String added =
        increments.keySet().stream()
            .map(name -> "#%s :%s".formatted(name, name))
            .collect(Collectors.joining(", "));
    dynamoDb.updateItem(update ->
        update
            .tableName(table)
            .key(Items.key(WebhookItems.partitionOfEndpoint(hour.endpointId()), sort(hour.start())))
            .updateExpression("SET #ttl = :ttl ADD " + added)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values));
  }

  private static Tally tally(Map<String, AttributeValue> item) {
    Map<String, Long> answers = new HashMap<>();
    Map<Long, Long> millis = new HashMap<>();
    item.forEach((name, value) -> {
      if (name.startsWith(ANSWERS)) {
        answers.put(name.substring(ANSWERS.length()), Long.valueOf(value.n()));
      } else if (name.startsWith(MILLIS)) {
        millis.put(Long.valueOf(name.substring(MILLIS.length())), Long.valueOf(value.n()));
      }
    });
    return new Tally(Instant.parse(Items.sort(item).substring(HOUR.length())), answers, millis);
  }

  private static String sort(Instant time) {
    return HOUR + time.truncatedTo(ChronoUnit.HOURS);
  }
}
