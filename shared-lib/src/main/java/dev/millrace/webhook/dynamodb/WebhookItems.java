package dev.millrace.webhook.dynamodb;

import dev.millrace.aws.DueIndex;
import dev.millrace.aws.Items;
import dev.millrace.webhook.Attempt;
import dev.millrace.webhook.Delivery;
import dev.millrace.webhook.Endpoint;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the webhooks table. A tenant's endpoints share a partition; a delivery and its
/// attempts share another.
public final class WebhookItems {
  static final String ENDPOINT = "ENDPOINT#";
  private static final String ENDPOINT_COUNT = "ENDPOINT-COUNT";
  private static final String DELIVERY = "DELIVERY";
  private static final String ATTEMPT = "ATTEMPT#";
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
    item.put("ttl", Items.number(delivery.createdAt().plus(LIFE).getEpochSecond()));
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

  static Endpoint endpoint(Map<String, AttributeValue> item) {
    return Items.read(item, Endpoint.class);
  }

  /// {@return the delivery that an item holds}
  public static Delivery delivery(Map<String, AttributeValue> item) {
    return Items.read(item, Delivery.class);
  }

  private static String partitionOfDelivery(String deliveryId) {
    return "DLV#" + deliveryId;
  }
}
