package dev.millrace.dispatch.http;

import dev.millrace.webhook.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/// Resolves names, and addresses given as such, and lets only those pass that the guard permits in
/// full. The client connects to the very addresses returned here, so a name cannot be checked as
/// one address and called as another.
final class CheckedDns implements DnsResolver {
  private final DnsResolver upstream;
  private final AddressGuard guard;

  CheckedDns(DnsResolver upstream, AddressGuard guard) {
    this.upstream = upstream;
    this.guard = guard;
  }

  /// A name leads to an address that must not be called.
  static final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String host) {
      super(host + " has an address that must not be called");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = upstream.resolve(host);
    for (InetAddress address : addresses) {
      if (!guard.permits(address)) {
        throw new RefusedAddressException(host);
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
