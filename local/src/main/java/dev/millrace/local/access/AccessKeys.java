package dev.millrace.local.access;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/// The access keys of this stack: one for each function, one for the stack itself.
public final class AccessKeys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, String> secrets = new ConcurrentHashMap<>();

  /// {@return a new access key; ids are alphanumeric, since DynamoDB Local takes no others}
  ///
  /// @param owner who will use it
  public AwsBasicCredentials issue(String owner) {
    String letters = owner.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return accept("LOCAL" + letters + random(4).toUpperCase(Locale.ROOT), random(20));
  }

  /// {@return the given access key, accepted from now on}
  public AwsBasicCredentials accept(String id, String secret) {
    secrets.put(id, secret);
    return AwsBasicCredentials.create(id, secret);
  }

  /// {@return the secret of an access key, if this stack issued it}
  public Optional<String> secret(String id) {
    return Optional.ofNullable(secrets.get(id));
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
