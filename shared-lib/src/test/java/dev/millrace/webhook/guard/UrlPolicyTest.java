package dev.millrace.webhook.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPolicyTest {
  private final UrlPolicy policy = new UrlPolicy(new AddressGuard(List.of()), false);
  private final UrlPolicy development =
      new UrlPolicy(new AddressGuard(List.of(Cidr.parse("127.0.0.0/8"))), true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com/millrace",
        "https://hooks.example.com:443/",
        "https://hooks.example.com:8443/a?b=c&d=%20",
        "HTTPS://EXAMPLE.COM",
        "https://xn--bcher-kva.example/",
        "https://93.184.215.14/",
        "https://[2606:2800:220:1:248:1893:25c8:1946]/"
      })
  void acceptsWhatIsPublic(String url) {
    assertThat(policy.refusal(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://hooks.example.com/, SCHEME_NOT_ALLOWED",
    "ftp://hooks.example.com/, SCHEME_NOT_ALLOWED",
    "file:///etc/passwd, SCHEME_NOT_ALLOWED",
    "hooks.example.com, SCHEME_NOT_ALLOWED",
    "//hooks.example.com/, SCHEME_NOT_ALLOWED",
    "'', SCHEME_NOT_ALLOWED",
    "https://user:pw@127.0.0.1/, CREDENTIALS",
    "https://example.com@127.0.0.1/, CREDENTIALS",
    "https://127.0.0.1#@example.com/, FRAGMENT",
    "https://example.com/#fragment, FRAGMENT",
    "https://127.0.0.1\\@example.com/, MALFORMED",
    "https://127.0.0.1%2f@example.com/, CREDENTIALS",
    "https://example.com:80/, PORT_NOT_ALLOWED",
    "https://example.com:0/, PORT_NOT_ALLOWED",
    "https://example.com:99999/, PORT_NOT_ALLOWED",
    "https://example.com:22/, PORT_NOT_ALLOWED",
    "https:///x, MALFORMED",
    "https://:443/, MALFORMED",
    "https:hooks.example.com, MALFORMED",
    "https://exa mple.com/, MALFORMED",
    "https://ex_ample.com/, MALFORMED",
    "https://-a.com/, MALFORMED",
    "https://a..b/, MALFORMED",
    "https://127.0.0.1./, MALFORMED",
    "https://localhost./, MALFORMED",
    "https://loc%61lhost/, MALFORMED",
    "https://localhost%00.example.com/, MALFORMED",
    "https://①②⑦.⓪.⓪.①/, MALFORMED",
    "https://127。0。0。1/, MALFORMED",
    "https://ⓛocalhost/, MALFORMED",
    "https://[v1.fe80]/, MALFORMED",
    "https://[fe80::1%25lo]/, MALFORMED",
    "https://127.1/, MALFORMED",
    "https://0x7f.1/, MALFORMED",
    "https://2130706433/, AMBIGUOUS_HOST",
    "https://0/, AMBIGUOUS_HOST",
    "https://0177.0.0.1/, AMBIGUOUS_HOST",
    "https://010.0.0.1/, AMBIGUOUS_HOST",
    "https://256.256.256.256/, MALFORMED",
    "https://1.2.3.4.5/, MALFORMED",
    "https://localhost/, SINGLE_LABEL_HOST",
    "https://LOCALHOST/, SINGLE_LABEL_HOST",
    "https://metadata/, SINGLE_LABEL_HOST",
    "https://127.0.0.1/, ADDRESS_NOT_ALLOWED",
    "https://0.0.0.0/, ADDRESS_NOT_ALLOWED",
    "https://169.254.169.254/, ADDRESS_NOT_ALLOWED",
    "https://100.64.0.1/, ADDRESS_NOT_ALLOWED",
    "https://10.0.0.1/, ADDRESS_NOT_ALLOWED",
    "https://[::1]/, ADDRESS_NOT_ALLOWED",
    "https://[::]/, ADDRESS_NOT_ALLOWED",
    "https://[::ffff:127.0.0.1]/, ADDRESS_NOT_ALLOWED",
    "https://[::ffff:7f00:1]/, ADDRESS_NOT_ALLOWED",
    "https://[::ffff:a9fe:a9fe]/, ADDRESS_NOT_ALLOWED",
    "https://[::127.0.0.1]/, ADDRESS_NOT_ALLOWED",
    "https://[64:ff9b::a9fe:a9fe]/, ADDRESS_NOT_ALLOWED",
    "https://[2002:7f00:1::]/, ADDRESS_NOT_ALLOWED"
  })
  void refusesForAReason(String url, UrlRefusal reason) {
    assertThat(policy.refusal(url)).contains(reason);
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThat(policy.refusal("https://example.com/" + "a".repeat(2048)))
        .contains(UrlRefusal.TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:34567/hook",
        "https://127.0.0.1:9443/",
        "http://localhost:8080/",
        "http://receiver/",
        "http://hooks.example.com/"
      })
  void developmentMayUseItsOwnMachine(String url) {
    assertThat(development.refusal(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1/, ADDRESS_NOT_ALLOWED",
    "http://2130706433/, AMBIGUOUS_HOST",
    "ftp://127.0.0.1/, SCHEME_NOT_ALLOWED",
    "http://127.0.0.1:0/, PORT_NOT_ALLOWED"
  })
  void developmentIsCheckedAllTheSame(String url, UrlRefusal reason) {
    assertThat(development.refusal(url)).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MALFORMED", "ADDRESS_NOT_ALLOWED"})
  void aRefusalHasACodeAndASentence(UrlRefusal refusal) {
    assertThat(refusal.code()).isEqualTo(refusal.name().toLowerCase(Locale.ROOT));
    assertThat(refusal.sentence()).endsWith(".");
  }
}
