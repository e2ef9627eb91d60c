package dev.millrace.dispatch.http;

import dev.millrace.webhook.guard.AddressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Resolves names, and addresses given as such, and lets only those pass that the guard permits in
/// full. Connections go to the very addresses returned here, so a name cannot be checked as one
/// address and called as another.
final class CheckedNames {
  private final Lookup lookup;
  private final AddressGuard guard;

  CheckedNames(Lookup lookup, AddressGuard guard) {
    this.lookup = lookup;
    this.guard = guard;
  }

  /// Looks names up.
  @FunctionalInterface
  interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /// A name leads to an address that must not be called.
  static final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String host) {
      super(host + " has an address that must not be called");
    }
  }

  /// {@return the addresses of a host, at least one}
  ///
  /// @throws RefusedAddressException if any of them must not be called
  InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = lookup.addresses(host);
    for (InetAddress address : addresses) {
      if (!guard.permits(address)) {
        throw new RefusedAddressException(host);
      }
    }
    return addresses;
  }
}
