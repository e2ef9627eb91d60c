package dev.millrace.local.sam;

import java.util.List;

/// The name of a resource in AWS.
///
/// @param region its region
/// @param account its account
/// @param resource what is left, such as `function:name` or a queue's name
public record Arn(String region, String account, String resource) {
  private static final int PARTS = 6;

  /// {@return the parts of an ARN}
  public static Arn parse(String text) {
    List<String> parts = List.of(text.split(":", PARTS));
    if (parts.size() != PARTS || !parts.getFirst().equals("arn")) {
      throw new TemplateException("Not an ARN: " + text);
    }
    return new Arn(parts.get(3), parts.get(4), parts.get(5));
  }
}
