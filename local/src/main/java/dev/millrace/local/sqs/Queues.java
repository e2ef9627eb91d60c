package dev.millrace.local.sqs;

import dev.millrace.local.json.Json;
import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.ResolvedTemplate;
import dev.millrace.local.sam.Resource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The template's queues.
public final class Queues {
  /// What ElasticMQ knows; the rest of a queue's properties (encryption, retention) is AWS's own.
  private static final Map<String, QueueAttributeName> ATTRIBUTES =
      Map.of(
          "ContentBasedDeduplication", QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
          "DelaySeconds", QueueAttributeName.DELAY_SECONDS,
          "FifoQueue", QueueAttributeName.FIFO_QUEUE,
          "ReceiveMessageWaitTimeSeconds", QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
          "VisibilityTimeout", QueueAttributeName.VISIBILITY_TIMEOUT);

  private Queues() {}

  /// Creates the template's queues, dead-letter queues first; those that are there already are
  /// kept.
  public static void create(ResolvedTemplate template, SqsClient sqs) {
    Set<String> existing =
        sqs.listQueuesPaginator().queueUrls().stream()
            .map(url -> url.substring(url.lastIndexOf('/') + 1))
            .collect(Collectors.toSet());
    List<Resource> queues = template.resources("AWS::SQS::Queue");
    queues.stream()
        .sorted(Comparator.comparing((Resource queue) -> queue.properties().has("RedrivePolicy")))
        .forEach(queue -> put(queue, existing.contains(queue.name()), sqs));
  }

  private static void put(Resource queue, boolean exists, SqsClient sqs) {
    Map<QueueAttributeName, String> attributes = attributes(queue.properties());
    if (exists) {
      String url = sqs.getQueueUrl(get -> get.queueName(queue.name())).queueUrl();
      sqs.setQueueAttributes(set -> set.queueUrl(url).attributes(attributes));
    } else {
      sqs.createQueue(create -> create.queueName(queue.name()).attributes(attributes));
    }
  }

  private static Map<QueueAttributeName, String> attributes(Properties properties) {
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    ATTRIBUTES.forEach((property, attribute) ->
        properties.findText(property).ifPresent(value -> attributes.put(attribute, value)));
    if (properties.has("RedrivePolicy")) {
      attributes.put(
          QueueAttributeName.REDRIVE_POLICY,
          Json.write(properties.section("RedrivePolicy").values()));
    }
    return attributes;
  }
}
