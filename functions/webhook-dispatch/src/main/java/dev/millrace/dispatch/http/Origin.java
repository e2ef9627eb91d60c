package dev.millrace.dispatch.http;

import java.net.URI;

/// What requests over one connection have in common.
///
/// @param host a name or an address, without brackets
record Origin(boolean tls, String host, int port) {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int NO_PORT = -1;

  /// {@return the origin of a URL that has a host}
  static Origin of(URI url) {
    boolean tls = url.getScheme().equalsIgnoreCase("https");
    int port = url.getPort() == NO_PORT ? defaultPort(tls) : url.getPort();
    String host = url.getHost();
    return new Origin(
        tls, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
  }

  /// {@return the value of the header `host`}
  String authority() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == defaultPort(tls) ? name : name + ":" + port;
  }

  private static int defaultPort(boolean tls) {
    return tls ? HTTPS_PORT : HTTP_PORT;
  }
}
