package dev.millrace.local.command;

import dev.millrace.auth.Scope;
import dev.millrace.local.command.Arguments.UsageException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What is to be done with API keys.
///
/// @param action `create`, `list` or `revoke`
/// @param tenantId whose keys
/// @param scopes what a new key may be used for
/// @param keyId which key is to be revoked
/// @param table the control table of a deployed stack; empty for the stack that runs here
/// @param template the template of the stack that runs here
record KeyOptions(
    String action,
    String tenantId,
    List<String> scopes,
    String keyId,
    Optional<String> table,
    Path template) {
  private static final Pattern TENANT_ID = Pattern.compile("[a-z0-9-]{1,63}");

  /// Reads the words after `key`.
  ///
  /// @throws UsageException naming what it does not understand
  static KeyOptions parse(List<String> words) {
    Arguments arguments =
        new Arguments(words, Set.of(), Set.of("--tenant", "--scopes", "--table", "--template"));
    List<String> rest = arguments.rest();
    String action = rest.isEmpty() ? "" : rest.getFirst();
    int wanted =
        switch (action) {
          case "create", "list" -> 1;
          case "revoke" -> 2;
          default -> throw new UsageException("key wants create, list or revoke");
        };
    if (rest.size() != wanted) {
      throw new UsageException(
          action.equals("revoke")
              ? "key revoke wants the id of a key"
              : "Unknown word " + rest.get(1));
    }
    String tenantId = arguments.text("--tenant").orElse("");
    if (!TENANT_ID.matcher(tenantId).matches()) {
      throw new UsageException("--tenant wants up to 63 of a-z, 0-9 and -, not " + tenantId);
    }
    return new KeyOptions(
        action,
        tenantId,
        action.equals("create") ? scopes(arguments.text("--scopes").orElse("")) : List.of(),
        rest.getLast(),
        arguments.text("--table"),
        arguments.path("--template").orElse(Path.of("template.yaml")));
  }

  private static List<String> scopes(String names) {
    List<String> known = Arrays.stream(Scope.values()).map(Scope::wireName).sorted().toList();
    List<String> scopes = Arrays.stream(names.split(",")).distinct().toList();
    if (scopes.equals(List.of(Scope.ALL)) || known.containsAll(scopes)) {
      return scopes;
    }
    throw new UsageException(
        "--scopes wants * or some of %s, not %s".formatted(String.join(",", known), names));
  }
}
