package dev.millrace.http;

import dev.millrace.webhook.guard.Cidr;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// Finds out the address of a client. What a request says about where it was forwarded from is
/// believed of proxies of ours only, since anybody can write it.
public final class ClientAddress {
  private static final String FORWARDED_FOR = "x-forwarded-for";

  private final List<Cidr> proxies;

  /// @param proxies the addresses of our own proxies
  public ClientAddress(List<Cidr> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  /// {@return the last address on the request's way that is not one of our proxies}
  public String of(HttpRequest request) {
    String address = request.sourceAddress();
    List<String> way =
        Arrays.stream(request.headers().getOrDefault(FORWARDED_FOR, "").split(","))
            .map(String::strip)
            .filter(hop -> !hop.isEmpty())
            .toList();
    for (String hop : way.reversed()) {
      if (!ours(address)) {
        break;
      }
      address = hop;
    }
    return address;
  }

  private boolean ours(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      return proxies.stream().anyMatch(range -> range.contains(bytes));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
