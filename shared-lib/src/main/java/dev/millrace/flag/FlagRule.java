package dev.millrace.flag;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// What operators have set for a flag. The first that is there wins: the tenant's own value, the
/// value being rolled out if the subject is among the chosen, the value for all.
///
/// @param key the flag's key
/// @param value for all; null leaves the flag's default
/// @param tenants tenant → its own value
/// @param rollout a value for some; null if there is none
public record FlagRule(
    String key,
    @Nullable JsonNode value,
    Map<String, JsonNode> tenants,
    @Nullable Rollout rollout) {

  /// A value for a share of the subjects. A subject that was chosen stays so while the share grows.
  ///
  /// @param percent 0 to 100
  /// @param value what the chosen get
  public record Rollout(int percent, JsonNode value) {}

  public FlagRule {
    tenants = Map.copyOf(tenants);
  }

  /// {@return a rule that sets one value for all}
  public static FlagRule of(String key, JsonNode value) {
    return new FlagRule(key, value, Map.of(), null);
  }

  /// The value that holds for a subject.
  ///
  /// @param subject what is drawn by lot in a rollout: a tenant, or a thing of it
  Optional<JsonNode> value(String tenantId, String subject) {
    return Stream.of(
            Optional.ofNullable(tenants.get(tenantId)),
            Optional.ofNullable(rollout)
                .filter(share -> bucket(key, subject) < share.percent())
                .map(Rollout::value),
            Optional.ofNullable(value))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// {@return 0 to 99, always the same for a flag and a subject, and unrelated between flags}
  private static int bucket(String key, String subject) {
    CRC32 hash = new CRC32();
    hash.update((key + '\n' + subject).getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % 100);
  }
}
