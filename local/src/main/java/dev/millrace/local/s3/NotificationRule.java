package dev.millrace.local.s3;

import dev.millrace.local.sam.Arn;
import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.Resource;
import dev.millrace.local.sam.TemplateException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Which events of a bucket go to which queue.
///
/// @param id the configuration's id in the events
/// @param bucket the bucket
/// @param event the kind of event, such as `s3:ObjectCreated:*`
/// @param prefix how keys must begin
/// @param suffix how keys must end
/// @param queueName the queue
record NotificationRule(
    String id, String bucket, String event, String prefix, String suffix, String queueName) {

  static Stream<NotificationRule> of(Resource bucket) {
    Properties configuration = bucket.properties().section("NotificationConfiguration");
    for (String unsupported : List.of("LambdaConfigurations", "TopicConfigurations")) {
      if (configuration.has(unsupported)) {
        throw new TemplateException(
            "%s.%s is not supported by the local stack: send events to a queue"
                .formatted(configuration.path(), unsupported));
      }
    }
    return configuration.sections("QueueConfigurations").stream()
        .map(queue -> of(bucket.name(), queue));
  }

  private static NotificationRule of(String bucket, Properties queue) {
    return new NotificationRule(
        queue.path(),
        bucket,
        queue.text("Event"),
        filter(queue, "prefix"),
        filter(queue, "suffix"),
        Arn.parse(queue.text("Queue")).resource());
  }

  private static String filter(Properties queue, String name) {
    return queue.section("Filter").section("S3Key").sections("Rules").stream()
        .filter(rule -> rule.text("Name").toLowerCase(Locale.ROOT).equals(name))
        .map(rule -> rule.text("Value"))
        .findFirst()
        .orElse("");
  }

  boolean matches(ObjectEvent happened) {
    String wanted = event.substring("s3:".length());
    boolean kind =
        wanted.endsWith("*")
            ? happened.name().startsWith(wanted.substring(0, wanted.length() - 1))
            : happened.name().equals(wanted);
    return kind
        && happened.bucket().equals(bucket)
        && happened.key().startsWith(prefix)
        && happened.key().endsWith(suffix);
  }
}
