package dev.millrace.presign.core;

import dev.millrace.upload.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Rules that are the same for every tenant.
///
/// @param limits the largest size of each kind
public record FixedRules(Set<String> contentTypes, Map<Kind, Long> limits) implements UploadRules {
  /// {@return rules that take every known type up to one size}
  public static FixedRules upTo(long maxBytes) {
    return new FixedRules(
        Arrays.stream(Kind.values())
            .flatMap(kind -> kind.contentTypes().stream())
            .collect(Collectors.toSet()),
        Arrays.stream(Kind.values()).collect(Collectors.toMap(kind -> kind, _ -> maxBytes)));
  }

  /// {@return these rules with another limit of a kind}
  FixedRules with(Kind kind, long maxBytes) {
    return new FixedRules(
        contentTypes,
        Arrays.stream(Kind.values())
            .collect(Collectors.toMap(k -> k, k -> k == kind ? maxBytes : maxBytes("", k))));
  }

  @Override
  public Set<String> contentTypes(String tenantId) {
    return contentTypes;
  }

  @Override
  public long maxBytes(String tenantId, Kind kind) {
    return Objects.requireNonNull(limits.get(kind));
  }
}
