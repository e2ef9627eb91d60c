package dev.millrace.local.s3;

import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.Resource;
import java.util.List;
import java.util.function.Function;
import org.gaul.s3proxy.CrossOriginResourceSharing;

/// The buckets' CORS rules; s3proxy has one set for all of its buckets, so theirs are united.
final class BucketCors {
  private BucketCors() {}

  static CrossOriginResourceSharing of(List<Resource> buckets) {
    List<Properties> rules =
        buckets.stream()
            .flatMap(bucket ->
                bucket.properties().section("CorsConfiguration").sections("CorsRules").stream())
            .toList();
    return rules.isEmpty()
        ? CrossOriginResourceSharing.disabled()
        : new CrossOriginResourceSharing(
            united(rules, rule -> rule.texts("AllowedOrigins")),
            united(rules, rule -> rule.texts("AllowedMethods")),
            united(rules, rule -> rule.texts("AllowedHeaders")),
            united(rules, rule -> rule.texts("ExposedHeaders")),
            "");
  }

  private static List<String> united(
      List<Properties> rules, Function<Properties, List<String>> property) {
    return rules.stream().map(property).flatMap(List::stream).distinct().toList();
  }
}
