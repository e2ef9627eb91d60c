package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.DueIndex;
import dev.millrace.aws.Items;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.Endpoint;
import dev.millrace.webhook.Replay;
import dev.millrace.webhook.circuit.Circuit;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the webhooks table. A tenant's endpoints share a partition; a delivery and its
/// attempts share another.
public final class WebhookItems {
  static final String ENDPOINT = "ENDPOINT#";
  static final String ATTEMPT = "ATTEMPT#";
  static final String PARKED_FOR = "parkedFor";
  static final String CREATED_AT = "createdAt";
  private static final String CIRCUIT = "CIRCUIT";
  private static final String REPLAY = "REPLAY#";
  private static final String ENDPOINT_COUNT = "ENDPOINT-COUNT";
  private static final String DELIVERY = "DELIVERY";
  private static final Duration LIFE = Duration.ofDays(30);

  private WebhookItems() {}

  static String partitionOfTenant(String tenantId) {
    return "T#" + tenantId;
  }

  static Map<String, AttributeValue> endpointKey(String tenantId, String endpointId) {
    return Items.key(partitionOfTenant(tenantId), ENDPOINT + endpointId);
  }

  static Map<String, AttributeValue> endpointCountKey(String tenantId) {
    return Items.key(partitionOfTenant(tenantId), ENDPOINT_COUNT);
  }

  static Map<String, AttributeValue> deliveryKey(String deliveryId) {
    return Items.key(partitionOfDelivery(deliveryId), DELIVERY);
  }

  static Map<String, AttributeValue> write(Endpoint endpoint) {
    return Items.write(partitionOfTenant(endpoint.tenantId()), ENDPOINT + endpoint.id(), endpoint);
  }

  static Map<String, AttributeValue> write(Delivery delivery) {
    Map<String, AttributeValue> item =
        Items.write(partitionOfDelivery(delivery.deliveryId()), DELIVERY, delivery);
    item.put(CREATED_AT, DueIndex.time(delivery.createdAt()));
    item.put("ttl", Items.number(delivery.createdAt().plus(LIFE).getEpochSecond()));
    if (delivery.parked() != null) {
      item.put(PARKED_FOR, Items.text(delivery.endpointId()));
    }
    if (delivery.dueAt() != null) {
      item.putAll(DueIndex.attributes(delivery.deliveryId(), delivery.dueAt()));
    }
    return item;
  }

  static Map<String, AttributeValue> write(String deliveryId, Attempt attempt) {
    Map<String, AttributeValue> item =
        Items.write(
            partitionOfDelivery(deliveryId), ATTEMPT + "%03d".formatted(attempt.number()), attempt);
    item.put("ttl", Items.number(attempt.at().plus(LIFE).getEpochSecond()));
    return item;
  }

  static Map<String, AttributeValue> circuitKey(String endpointId) {
    return Items.key(partitionOfEndpoint(endpointId), CIRCUIT);
  }

  static Map<String, AttributeValue> write(Circuit circuit) {
    Map<String, AttributeValue> item =
        Items.write(partitionOfEndpoint(circuit.endpointId()), CIRCUIT, circuit);
    if (circuit.wakeAt() != null) {
      item.putAll(DueIndex.attributes(circuit.endpointId(), circuit.wakeAt()));
    }
    return item;
  }

  static Map<String, AttributeValue> replayKey(String tenantId, String replayId) {
    return Items.key(partitionOfTenant(tenantId), REPLAY + replayId);
  }

  static Map<String, AttributeValue> write(Replay replay) {
    Map<String, AttributeValue> item =
        Items.write(partitionOfTenant(replay.tenantId()), REPLAY + replay.id(), replay);
    item.put("ttl", Items.number(replay.requestedAt().plus(LIFE).getEpochSecond()));
    if (replay.endedAt() == null) {
      item.putAll(DueIndex.attributes(replay.id(), replay.requestedAt()));
    }
    return item;
  }

  /// {@return the replay that an item holds}
  public static Replay replay(Map<String, AttributeValue> item) {
    return Items.read(item, Replay.class);
  }

  /// What kind of item a sort key names.
  public enum ItemKind {
    DELIVERY,
    CIRCUIT,
    REPLAY;

    /// {@return the kind of an item that may be due}
    public static ItemKind of(Map<String, AttributeValue> item) {
      String sort = Items.sort(item);
      int end = sort.indexOf('#');
      return valueOf(end < 0 ? sort : sort.substring(0, end));
    }
  }

  /// {@return the circuit that an item holds}
  public static Circuit circuit(Map<String, AttributeValue> item) {
    return Items.read(item, Circuit.class);
  }

  static Attempt attempt(Map<String, AttributeValue> item) {
    return Items.read(item, Attempt.class);
  }

  static Endpoint endpoint(Map<String, AttributeValue> item) {
    return Items.read(item, Endpoint.class);
  }

  /// {@return the delivery that an item holds}
  public static Delivery delivery(Map<String, AttributeValue> item) {
    return Items.read(item, Delivery.class);
  }

  static String partitionOfEndpoint(String endpointId) {
    return "EP#" + endpointId;
  }

  static String partitionOfDelivery(String deliveryId) {
    return "DLV#" + deliveryId;
  }
}
