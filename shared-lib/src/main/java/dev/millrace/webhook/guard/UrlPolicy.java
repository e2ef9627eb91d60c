package dev.millrace.webhook.guard;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Decides which URLs may receive webhooks. It only reads the URL; what its name resolves to is
/// checked when it is called, each time, with the same [AddressGuard].
public final class UrlPolicy {
  private static final int MAX_LENGTH = 2048;
  private static final Set<Integer> PORTS = Set.of(443, 8443);
  private static final int NO_PORT = -1;
  private static final int MAX_PORT = 65_535;
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");

  private final AddressGuard guard;
  private final boolean httpAllowed;

  /// @param httpAllowed lets plain HTTP, any port and names without a dot through, for development
  public UrlPolicy(AddressGuard guard, boolean httpAllowed) {
    this.guard = guard;
    this.httpAllowed = httpAllowed;
  }

  /// {@return why a URL is refused, or empty if it is not}
  public Optional<UrlRefusal> refusal(String url) {
    return switch (judged(url)) {
      case Verdict.Permitted _ -> Optional.empty();
      case Verdict.Refused(UrlRefusal reason) -> Optional.of(reason);
    };
  }

  /// {@return the URL as such, or empty if it is refused}
  public Optional<URI> permitted(String url) {
    return switch (judged(url)) {
      case Verdict.Permitted(URI permitted) -> Optional.of(permitted);
      case Verdict.Refused _ -> Optional.empty();
    };
  }

  private sealed interface Verdict {
    record Permitted(URI url) implements Verdict {}

    record Refused(UrlRefusal reason) implements Verdict {}
  }

  private Verdict judged(String text) {
    if (text.length() > MAX_LENGTH) {
      return new Verdict.Refused(UrlRefusal.TOO_LONG);
    }
    try {
      URI url = new URI(text);
      return refusal(url)
          .<Verdict>map(Verdict.Refused::new)
          .orElseGet(() -> new Verdict.Permitted(url));
    } catch (URISyntaxException e) {
      return new Verdict.Refused(UrlRefusal.MALFORMED);
    }
  }

  private Optional<UrlRefusal> refusal(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean http = scheme.equals("http") && httpAllowed;
    if (!http && !scheme.equals("https")) {
      return Optional.of(UrlRefusal.SCHEME_NOT_ALLOWED);
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of(UrlRefusal.CREDENTIALS);
    }
    String host = uri.getHost();
    if (host == null || host.endsWith(".")) {
      return Optional.of(UrlRefusal.MALFORMED);
    }
    if (uri.getRawFragment() != null) {
      return Optional.of(UrlRefusal.FRAGMENT);
    }
    if (!permits(uri.getPort())) {
      return Optional.of(UrlRefusal.PORT_NOT_ALLOWED);
    }
    return refusalOfHost(host.toLowerCase(Locale.ROOT));
  }

  private boolean permits(int port) {
    return port == NO_PORT || PORTS.contains(port) || (httpAllowed && port > 0 && port <= MAX_PORT);
  }

  private Optional<UrlRefusal> refusalOfHost(String host) {
    if (host.startsWith("[") || IPV4.matcher(host).matches()) {
      return refusalOfLiteral(host);
    }
    int lastDot = host.lastIndexOf('.');
    if (NUMBER.matcher(host.substring(lastDot + 1)).matches()) {
      return Optional.of(UrlRefusal.AMBIGUOUS_HOST);
    }
    return lastDot < 0 && !httpAllowed
        ? Optional.of(UrlRefusal.SINGLE_LABEL_HOST)
        : Optional.empty();
  }

  /// Programs disagree about leading zeros: some read `010` as 8.
  private Optional<UrlRefusal> refusalOfLiteral(String host) {
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      if (!host.startsWith("[") && !address.getHostAddress().equals(host)) {
        return Optional.of(UrlRefusal.AMBIGUOUS_HOST);
      }
      return guard.permits(address)
          ? Optional.empty()
          : Optional.of(UrlRefusal.ADDRESS_NOT_ALLOWED);
    } catch (IllegalArgumentException e) {
      return Optional.of(UrlRefusal.MALFORMED);
    }
  }
}
