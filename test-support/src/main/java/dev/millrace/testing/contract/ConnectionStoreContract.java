package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.progress.Connection;
import dev.millrace.progress.ConnectionStore;
import dev.millrace.progress.ListenerStore;
import dev.millrace.testing.MovableClock;
import dev.millrace.upload.UploadRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps connections must know from both sides who listens to what, and forget what expired.
@Tag("contract")
public abstract class ConnectionStoreContract {
  private static final AtomicInteger NEXT = new AtomicInteger();

  /// The clock that the store goes by.
  protected final MovableClock clock = MovableClock.inTheNewYear();

  private final String tenant = "tenant-" + System.nanoTime() + "-" + NEXT.incrementAndGet();

  /// {@return the store of connections}
  protected abstract ConnectionStore connections();

  /// {@return the store of listeners, which shares its rows}
  protected abstract ListenerStore listeners();

  @Test
  void keepsAConnectionAndWhatItListensTo() {
    Connection connection = open("L0SM9cOFvHcCIhw=").listeningTo(List.of("up_1", "up_2"));
    connections().save(connection);

    assertThat(connections().find(connection.connectionId())).contains(connection);
    assertThat(listeners().of(upload("up_1"))).containsExactly(connection.connectionId());
    assertThat(listeners().of(upload("up_3"))).isEmpty();
  }

  @Test
  void manyMayListenToOneUpload() {
    connections().save(open("a=").listeningTo(List.of("up_1")));
    connections().save(open("b=").listeningTo(List.of("up_1")));

    assertThat(listeners().of(upload("up_1"))).containsExactlyInAnyOrder("a=", "b=");
  }

  @Test
  void aConnectionThatIsRemovedListensNoLonger() {
    Connection connection = open("a=").listeningTo(List.of("up_1"));
    connections().save(connection);

    connections().remove(connection);

    assertThat(connections().find("a=")).isEmpty();
    assertThat(listeners().of(upload("up_1"))).isEmpty();
  }

  @Test
  void aListenerCanBeRemovedAlone() {
    Connection connection = open("a=").listeningTo(List.of("up_1", "up_2"));
    connections().save(connection);

    listeners().remove(upload("up_1"), "a=");

    assertThat(listeners().of(upload("up_1"))).isEmpty();
    assertThat(listeners().of(upload("up_2"))).containsExactly("a=");
  }

  @Test
  void whatHasExpiredIsNotThere() {
    connections().save(open("a=").listeningTo(List.of("up_1")));

    clock.advance(Duration.ofHours(2));

    assertThat(connections().find("a=")).isEmpty();
    assertThat(listeners().of(upload("up_1"))).isEmpty();
  }

  private Connection open(String connectionId) {
    return new Connection(
        connectionId, tenant, List.of(), clock.instant().plus(Duration.ofHours(2)));
  }

  private UploadRef upload(String uploadId) {
    return new UploadRef(tenant, uploadId);
  }
}
