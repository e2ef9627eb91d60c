package dev.millrace.presign.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.http.ApiProblem;
import dev.millrace.http.HttpRequest;
import dev.millrace.presign.core.SignParts;
import dev.millrace.upload.multipart.PartSizes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what requests say of parts.
final class PartListReader {
  private PartListReader() {}

  /// {@return the parts that the body names, number → entity tag without quotes; none if there is
  /// no body}
  static Map<Integer, String> namedParts(HttpRequest request) {
    return request.body().isBlank() ? Map.of() : namedParts(request, "number", "etag");
  }

  /// {@return the parts that the body names in the way of S3}
  static Map<Integer, String> namedPartsOfS3(HttpRequest request) {
    return namedParts(request, "PartNumber", "ETag");
  }

  private static Map<Integer, String> namedParts(
      HttpRequest request, String numberName, String etagName) {
    JsonNode parts = request.json(JsonNode.class).path("parts");
    if (!(parts.isMissingNode() || parts.isArray()) || parts.size() > PartSizes.MOST) {
      throw invalid("parts", "must be a list of at most %d parts".formatted(PartSizes.MOST));
    }
    Map<Integer, String> named = new LinkedHashMap<>();
    for (JsonNode part : parts) {
      JsonNode number = part.path(numberName);
      JsonNode etag = part.path(etagName);
      if (!number.canConvertToInt() || !number.isIntegralNumber() || !etag.isTextual()) {
        throw invalid("parts", "must each have %s and %s".formatted(numberName, etagName));
      }
      named.put(number.intValue(), etag.textValue().replace("\"", ""));
    }
    return named;
  }

  /// {@return the numbers of parts that the body asks for}
  static List<Integer> partNumbers(HttpRequest request) {
    JsonNode numbers = request.json(JsonNode.class).path("partNumbers");
    boolean right =
        numbers.isArray()
            && !numbers.isEmpty()
            && numbers.size() <= SignParts.MOST_AT_ONCE
            && numbers.valueStream().allMatch(n -> n.isIntegralNumber() && n.canConvertToInt());
    if (!right) {
      throw invalid(
          "partNumbers", "must be a list of 1 to %d numbers".formatted(SignParts.MOST_AT_ONCE));
    }
    return numbers.valueStream().map(JsonNode::intValue).distinct().toList();
  }

  /// {@return the number of the first part that is asked for}
  static int from(HttpRequest request) {
    return number("from", request.query().getOrDefault("from", "1"));
  }

  /// {@return a number that a path or query tells as text}
  static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw invalid(name, "must be a whole number");
    }
  }

  private static ApiProblem invalid(String field, String message) {
    return ApiProblem.invalid("invalid_request", field + " " + message + ".")
        .with("errors", List.of(Map.of("field", field, "message", message)));
  }
}
