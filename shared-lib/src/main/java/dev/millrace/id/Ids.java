package dev.millrace.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// Makes identifiers: a prefix that names the kind, then Crockford base 32 in lower case.
public final class Ids {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int TIME_CHARACTERS = 10;
  private static final int RANDOM_CHARACTERS = 16;
  private static final int HASH_CHARACTERS = 26;
  private static final int SECRET_CHARACTERS = 32;

  private final Clock clock;
  private final RandomGenerator random;

  /// @param random a secure source: ids are not secrets, but nobody should guess the next one
  public Ids(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// {@return a new id in the layout of a ULID: 48 bits of milliseconds, then 80 random bits}
  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    long millis = clock.millis();
    for (int shift = 5 * (TIME_CHARACTERS - 1); shift >= 0; shift -= 5) {
      id.append(ALPHABET.charAt((int) ((millis >>> shift) & 31)));
    }
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      id.append(ALPHABET.charAt(random.nextInt(32)));
    }
    return id.toString();
  }

  /// {@return 160 random bits, for what nobody may guess}
  ///
  /// @param random a secure source
  public static String secret(RandomGenerator random) {
    return random
        .ints(SECRET_CHARACTERS, 0, ALPHABET.length())
        .collect(
            StringBuilder::new,
            (text, digit) -> text.append(ALPHABET.charAt(digit)),
            StringBuilder::append)
        .toString();
  }

  /// {@return the id that equal parts always get: 130 bits of their SHA-256}
  public static String hash(String prefix, String... parts) {
    byte[] digest = sha256(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
    StringBuilder id = new StringBuilder(prefix);
    int bits = 0;
    int held = 0;
    int next = 0;
    while (id.length() < prefix.length() + HASH_CHARACTERS) {
      if (held < 5) {
        bits = ((bits << 8) | (digest[next++] & 0xff)) & 0xffff;
        held += 8;
      }
      held -= 5;
      id.append(ALPHABET.charAt((bits >>> held) & 31));
    }
    return id.toString();
  }

  /// {@return the SHA-256 of the bytes}
  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
