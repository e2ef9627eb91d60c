package dev.millrace.relay.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.progress.Connection;
import dev.millrace.progress.ProgressFrame;
import dev.millrace.relay.core.FrameSender.Receipt;
import dev.millrace.testing.MemoryConnections;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Stage;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushProgressTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryConnections connections = new MemoryConnections(clock);
  private final List<String> frames = new ArrayList<>();
  private final Upload upload = Samples.upload(Samples.REF, Kind.PDF, 42, clock.instant());

  @Test
  void everyListenerHearsOfTheNewestVersion() {
    listen("a=");
    listen("b=");
    Upload newer = upload.entering(UploadState.EXTRACTING, Stage.EXTRACTING, 15).written();

    int sent = pushing(Receipt.SENT).push(List.of(newer, upload));

    assertThat(sent).isEqualTo(2);
    assertThat(frames).containsExactly("a= EXTRACTING 15 2", "b= EXTRACTING 15 2");
  }

  @Test
  void nobodyHearsOfWhatTheyDoNotListenTo() {
    assertThat(pushing(Receipt.SENT).push(List.of(upload))).isZero();
  }

  @Test
  void aConnectionThatIsGoneIsForgotten() {
    listen("a=");

    assertThat(pushing(Receipt.GONE).push(List.of(upload))).isZero();

    assertThat(connections.of(Samples.REF)).isEmpty();
  }

  @Test
  void aFrameThatFailedIsNotSentAgain() {
    listen("a=");

    assertThat(pushing(Receipt.FAILED).push(List.of(upload))).isZero();

    assertThat(frames).hasSize(1);
    assertThat(connections.of(Samples.REF)).containsExactly("a=");
  }

  private void listen(String connectionId) {
    connections.save(
        new Connection(
            connectionId,
            Samples.REF.tenantId(),
            List.of(Samples.REF.uploadId()),
            clock.instant().plus(Duration.ofHours(2))));
  }

  private PushProgress pushing(Receipt receipt) {
    return new PushProgress(
        connections,
        (connectionId, frame) -> {
          frames.add(connectionId + " " + shown(frame));
          return receipt;
        });
  }

  private static String shown(ProgressFrame frame) {
    return frame.state() + " " + frame.percent() + " " + frame.version();
  }
}
