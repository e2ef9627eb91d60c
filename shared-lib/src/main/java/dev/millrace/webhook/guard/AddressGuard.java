package dev.millrace.webhook.guard;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Decides which IP addresses a webhook may be sent to: those of the public internet, and the
/// private ranges that the operator has named.
///
/// It compares bits and asks none of `InetAddress`'s predicates, which let most of these ranges
/// through.
public final class AddressGuard {
  private static final List<Cidr> REFUSED_IPV4 =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, cloud metadata
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // automatic multicast tunnelling
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast
  private static final Cidr GLOBAL_IPV6 = Cidr.parse("2000::/3");
  private static final List<Cidr> REFUSED_IPV6 =
      ranges(
          "2001::/23", // protocol assignments, Teredo
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "2620:4f:8000::/48", // AS112
          "3fff::/20"); // documentation
  private static final byte[] IPV4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
  private static final int IPV4_BYTES = 4;

  private final List<Cidr> allowed;

  /// @param allowed ranges that may be called though they are not public
  public AddressGuard(List<Cidr> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /// {@return whether a webhook may be sent to the address}
  public boolean permits(InetAddress address) {
    byte[] bytes = unmapped(address.getAddress());
    return within(allowed, bytes) || isPublic(bytes);
  }

  private static boolean isPublic(byte[] address) {
    return address.length == IPV4_BYTES
        ? !within(REFUSED_IPV4, address)
        : GLOBAL_IPV6.contains(address) && !within(REFUSED_IPV6, address);
  }

  private static boolean within(List<Cidr> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static byte[] unmapped(byte[] address) {
    int prefix = IPV4_MAPPED.length;
    return address.length > prefix && Arrays.equals(address, 0, prefix, IPV4_MAPPED, 0, prefix)
        ? Arrays.copyOfRange(address, prefix, address.length)
        : address;
  }

  private static List<Cidr> ranges(String... ranges) {
    return Stream.of(ranges).map(Cidr::parse).toList();
  }
}
