package dev.millrace.webhook.guard;

import java.util.Locale;

/// Why a URL cannot receive webhooks.
public enum UrlRefusal {
  MALFORMED("It is not an absolute URL with a host name or an IP address in plain ASCII."),
  TOO_LONG("It is longer than 2,048 characters."),
  SCHEME_NOT_ALLOWED("Its scheme must be https."),
  PORT_NOT_ALLOWED("Its port must be 443 or 8443."),
  CREDENTIALS("It must not contain a user name or password."),
  FRAGMENT("It must not have a fragment."),
  AMBIGUOUS_HOST("Its host could be read as an IP address in an unusual notation."),
  SINGLE_LABEL_HOST("Its host must be a full domain name."),
  ADDRESS_NOT_ALLOWED("Its address is not on the public internet.");

  private final String sentence;

  UrlRefusal(String sentence) {
    this.sentence = sentence;
  }

  /// {@return the code for programs}
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// {@return the reason for people}
  public String sentence() {
    return sentence;
  }
}
