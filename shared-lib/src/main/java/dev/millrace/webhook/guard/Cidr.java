package dev.millrace.webhook.guard;

import java.net.InetAddress;
import java.util.Arrays;

/// A range of IP addresses that share their first bits.
public final class Cidr {
  private final byte[] prefix;
  private final int bits;

  private Cidr(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /// {@return the range that a text such as `10.0.0.0/8` or `fd00::/8` names}
  ///
  /// @throws IllegalArgumentException if it names none
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not an address range: " + text);
    }
    byte[] prefix = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
    int bits = Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > prefix.length * Byte.SIZE) {
      throw new IllegalArgumentException("not an address range: " + text);
    }
    return new Cidr(prefix, bits);
  }

  /// {@return whether the address, given as its bytes, lies in the range}
  public boolean contains(byte[] address) {
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    return address.length == prefix.length
        && Arrays.equals(address, 0, whole, prefix, 0, whole)
        && (rest == 0 || ((address[whole] ^ prefix[whole]) & (0xff << (Byte.SIZE - rest))) == 0);
  }
}
