package dev.millrace.local.s3;

import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.ResolvedTemplate;
import dev.millrace.local.sam.Resource;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/// The template's buckets on a server that takes their settings by S3's own calls, as LocalStack
/// does and s3proxy does not.
public final class Buckets {
  private Buckets() {}

  /// Creates the template's buckets, with the rules for browsers and the events that they send.
  public static void create(ResolvedTemplate template, S3Client s3) {
    for (Resource bucket : template.resources("AWS::S3::Bucket")) {
      s3.createBucket(create -> create.bucket(bucket.name()));
      List<CORSRule> rules =
          bucket.properties().section("CorsConfiguration").sections("CorsRules").stream()
              .map(Buckets::cors)
              .toList();
      s3.putBucketCors(
          put -> put.bucket(bucket.name()).corsConfiguration(cors -> cors.corsRules(rules)));
      List<QueueConfiguration> queues =
          NotificationRule.of(bucket).map(rule -> events(template, rule)).toList();
      s3.putBucketNotificationConfiguration(put ->
          put.bucket(bucket.name())
              .notificationConfiguration(to -> to.queueConfigurations(queues)));
    }
  }

  private static CORSRule cors(Properties rule) {
    return CORSRule.builder()
        .allowedOrigins(rule.texts("AllowedOrigins"))
        .allowedMethods(rule.texts("AllowedMethods"))
        .allowedHeaders(rule.texts("AllowedHeaders"))
        .exposeHeaders(rule.texts("ExposedHeaders"))
        .build();
  }

  private static QueueConfiguration events(ResolvedTemplate template, NotificationRule rule) {
    return QueueConfiguration.builder()
        .id(rule.id())
        .queueArn(template.surroundings().arn("sqs", rule.queueName()))
        .events(Event.fromValue(rule.event()))
        .filter(filter ->
            filter.key(key ->
                key.filterRules(part("prefix", rule.prefix()), part("suffix", rule.suffix()))))
        .build();
  }

  private static FilterRule part(String name, String value) {
    return FilterRule.builder().name(name).value(value).build();
  }
}
