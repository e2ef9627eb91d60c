package dev.millrace.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.millrace.event.EventData.Reason;
import dev.millrace.event.EventType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UploadTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UploadRef REF = new UploadRef("acme", "up_01");
  private static final Upload CREATED =
      Upload.created(
          REF,
          new DeclaredFile("a.pdf", "application/pdf", Kind.PDF, 42, null, Map.of()),
          Priority.HIGH,
          NOW,
          NOW.plusSeconds(60));

  @Test
  void goesItsWayFromCreatedToCompleted() {
    Upload done =
        CREATED
            .arrived("run_1", NOW)
            .verified("application/pdf", NOW)
            .entering(UploadState.EXTRACTING, Stage.EXTRACTING, 15)
            .progressed(Stage.EXTRACTING, 40, new Progress("pages", 1, 2))
            .entering(UploadState.INFERRING, Stage.EMBEDDING, 65)
            .done(false, NOW);

    assertThat(done.state()).isEqualTo(UploadState.COMPLETED);
    assertThat(done.percent()).isEqualTo(100);
    assertThat(done.stage()).isNull();
    assertThat(done.version()).isEqualTo(1);
    assertThat(done.written().version()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(UploadState.class)
  void noStateEverGoesBack(UploadState state) {
    List<UploadState> order = List.of(UploadState.values());
    for (UploadState next : order.subList(0, order.indexOf(state))) {
      assertThat(state.mayBecome(next)).as("%s to %s", state, next).isFalse();
    }
    assertThat(state.mayBecome(state)).isEqualTo(!state.terminal());
    assertThat(state.mayBecome(UploadState.DELETED)).isEqualTo(state != UploadState.DELETED);
  }

  @Test
  void percentNeverGoesBackNorReaches100BeforeTheEnd() {
    Upload far = CREATED.progressed(Stage.UPLOADING, 250, new Progress("bytes", 1, 1));

    assertThat(far.percent()).isEqualTo(99);
    assertThat(far.progressed(Stage.UPLOADING, 3, new Progress("bytes", 1, 1)).percent())
        .isEqualTo(99);
  }

  @Test
  void aTerminalStateCannotBeLeft() {
    Upload failed = CREATED.ended(UploadState.FAILED, new Reason("corrupt", "x"), NOW);

    assertThatIllegalStateException().isThrownBy(() -> failed.done(false, NOW));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CREATED.ended(UploadState.INFERRING, null, NOW));
  }

  @Test
  void eachStateThatIsToldHasItsType() {
    List<EventType> told =
        Arrays.stream(UploadState.values())
            .flatMap(state -> in(state).event().stream())
            .map(event -> event.type())
            .toList();

    assertThat(told).contains(EventType.UPLOAD_CREATED, EventType.UPLOAD_FAILED);
    assertThat(CREATED.event().orElseThrow().result()).isNull();
    assertThat(CREATED.done(true, NOW).event().orElseThrow().result())
        .isEqualTo("/v1/uploads/up_01/result");
  }

  @Test
  void warningsAreBounded() {
    Reason reason = new Reason("page_parse_error", "x");

    assertThat(CREATED.warned(Collections.nCopies(500, reason)).warnings()).hasSize(100);
  }

  @Test
  void itsObjectKeyCarriesPriorityTenantAndIdButNoFilename() {
    assertThat(CREATED.objectKey().value()).isEqualTo("documents/high/acme/up_01");
  }

  @Test
  void aRunHandedOverIsFreeAndStartsItsCountAgain() {
    StoredObject object = new StoredObject(CREATED.objectKey(), 42, "e", null);
    Run run = Run.of(object, 1, Kind.PDF, NOW);

    Run over = run.handedOver(java.util.Set.of(Stage.EXTRACTING, Stage.CHUNKING), NOW);

    assertThat(run.awaits(Stage.EXTRACTING)).isTrue();
    assertThat(over.awaits(Stage.EXTRACTING, Stage.CHUNKING)).isFalse();
    assertThat(over.awaits(Stage.EMBEDDING)).isTrue();
    assertThat(over.owner()).isNull();
    assertThat(over.ended(NOW).pendingStages()).isEmpty();
    assertThat(run.freed(NOW.plusSeconds(9)).leaseUntil()).isEqualTo(NOW.plusSeconds(9));
    assertThat(CREATED.awaitedUntil(NOW.plusSeconds(9)).expiresAt()).isEqualTo(NOW.plusSeconds(9));
  }

  @Test
  void theSameVersionOfAnObjectIsTheSameRun() {
    StoredObject first = new StoredObject(CREATED.objectKey(), 42, "e", "v1");

    assertThat(first.runId(1)).isEqualTo(new StoredObject(first.key(), 42, "x", "v1").runId(1));
    assertThat(first.runId(1)).isNotEqualTo(first.runId(2));
    assertThat(first.runId(1)).isNotEqualTo(new StoredObject(first.key(), 42, "e", "v2").runId(1));
  }

  @Test
  void kindsAreFoundByTypeAndByName() {
    assertThat(Kind.ofContentType("Text/CSV; charset=utf-8")).contains(Kind.CSV);
    assertThat(Kind.ofContentType("application/zip")).isEmpty();
    assertThat(Kind.ofFilename("photo.JPG")).contains(Kind.IMAGE);
    assertThat(Kind.ofFilename("README")).isEmpty();
    assertThat(Kind.ofFilename("pdf")).isEmpty();
    assertThat(Kind.contentTypeOf("rivers.TSV")).contains("text/tab-separated-values");
    assertThat(Kind.contentTypeOf("scan.pdf.png")).contains("image/png");
  }

  private static Upload in(UploadState state) {
    return new Upload(
        REF,
        1,
        CREATED.file(),
        Priority.NORMAL,
        state,
        null,
        0,
        null,
        null,
        1,
        null,
        null,
        List.of(),
        null,
        NOW,
        NOW,
        null,
        null,
        null);
  }
}
