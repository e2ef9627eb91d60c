package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.webhook.guard.Cidr;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private final ClientAddress addresses =
      new ClientAddress(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("fd00::/8")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1 |                               | 192.0.2.1",
        "192.0.2.1 | 198.51.100.7                  | 192.0.2.1",
        "10.0.0.1  |                               | 10.0.0.1",
        "10.0.0.1  | 198.51.100.7                  | 198.51.100.7",
        "10.0.0.1  | 203.0.113.9, 198.51.100.7     | 198.51.100.7",
        "10.0.0.1  | 203.0.113.9, 10.9.9.9, fd00::1 | 203.0.113.9",
        "10.0.0.1  | 203.0.113.9, spoofed, 10.2.2.2 | spoofed",
        "10.0.0.1  | 10.2.2.2, 10.3.3.3            | 10.2.2.2"
      })
  void believesOurProxiesOnly(String source, String forwardedFor, String client) {
    Map<String, String> headers =
        forwardedFor == null ? Map.of() : Map.of("x-forwarded-for", forwardedFor);

    assertThat(addresses.of(Requests.from(source, headers))).isEqualTo(client);
  }
}
