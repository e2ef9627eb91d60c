package dev.millrace.upload.s3;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.malware.ScanVerdict;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.arrival.Arrival;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads what GuardDuty Malware Protection for S3 tells EventBridge of an object.
final class GuardDutyResults {
  static final String DETAIL_TYPE = "GuardDuty Malware Protection Object Scan Result";

  private GuardDutyResults() {}

  static Optional<Arrival> read(JsonNode detail) {
    JsonNode object = detail.path("s3ObjectDetails");
    return ObjectKey.parse(object.path("objectKey").asText())
        .filter(ObjectKey.Original.class::isInstance)
        .map(ObjectKey.Original.class::cast)
        .map(key ->
            new Arrival.Scanned(
                key,
                object.path("eTag").asText().replace("\"", ""),
                object.path("versionId").asText(null),
                verdict(detail.path("scanResultDetails"))));
  }

  /// Whatever is not known to be clean counts as unscannable, results of later days included.
  private static ScanVerdict verdict(JsonNode result) {
    return switch (result.path("scanResultStatus").asText()) {
      case "NO_THREATS_FOUND" -> new ScanVerdict.Clean();
      case "THREATS_FOUND" -> new ScanVerdict.Infected(threats(result));
      case "UNSUPPORTED" ->
          new ScanVerdict.Unscannable("it is encrypted, or larger than the scanner takes");
      case "ACCESS_DENIED" -> new ScanVerdict.Unscannable("the scanner may not read it");
      case "FAILED" -> new ScanVerdict.Unscannable("the scanner failed");
      case String other -> new ScanVerdict.Unscannable("the scanner answered \"" + other + "\"");
    };
  }

  private static String threats(JsonNode result) {
    String names =
        result
            .path("threats")
            .valueStream()
            .map(threat -> threat.path("name").asText())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "unnamed" : names;
  }
}
