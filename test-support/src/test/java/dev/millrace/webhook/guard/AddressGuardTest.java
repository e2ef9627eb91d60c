package dev.millrace.webhook.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard = new AddressGuard(List.of());

  @ParameterizedTest
  @FieldSource("dev.millrace.testing.HostileTargets#ADDRESSES")
  void refusesWhatIsNotPublic(String address) {
    assertThat(guard.permits(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @FieldSource("dev.millrace.testing.HostileTargets#PUBLIC_ADDRESSES")
  void permitsWhatIsPublic(String address) {
    assertThat(guard.permits(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void permitsThePrivateRangesThatTheOperatorNames() {
    AddressGuard local =
        new AddressGuard(List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("fd00::/8")));

    assertThat(local.permits(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
    assertThat(local.permits(InetAddress.ofLiteral("::ffff:127.0.0.1"))).isTrue();
    assertThat(local.permits(InetAddress.ofLiteral("fd12::1"))).isTrue();
    assertThat(local.permits(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
    assertThat(local.permits(InetAddress.ofLiteral("::1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "example.com/8", "/8", "::/129"})
  void aRangeMustBeOne(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text));
  }
}
