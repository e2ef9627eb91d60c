package dev.millrace.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.event.EventData.Reason;
import dev.millrace.event.EventType;
import dev.millrace.secret.BrokenSealException;
import dev.millrace.secret.LocalSecretBox;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
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
          new DeclaredFile("a.pdf", "application/pdf", Kind.PDF, 42L, null, Map.of()),
          100,
          Priority.HIGH,
          NOW,
          NOW.plusSeconds(60));

  @Test
  void goesItsWayFromCreatedToCompleted() {
    Upload done =
        CREATED
            .arrived("run_1", NOW)
            .verified("application/pdf", "ab", NOW)
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
  void isDueWhileSomebodyHasToWait() {
    assertThat(CREATED.dueAt()).isEqualTo(NOW.plusSeconds(30));
    assertThat(CREATED.inParts(new Multipart("s3-1", 5L, 1)).dueAt())
        .isEqualTo(CREATED.expiresAt());
    assertThat(CREATED.awaitedUntil(NOW.plusSeconds(9)).dueAt()).isEqualTo(NOW.plusSeconds(9));
    Upload uploaded = CREATED.uploaded(NOW);
    assertThat(uploaded.dueAt()).isEqualTo(NOW.plusSeconds(30));
    Upload arrived = uploaded.arrived("run_1", NOW.plusSeconds(3));
    assertThat(arrived.dueAt()).isNull();
    assertThat(arrived.uploadedAt()).as("stays as it was told first").isEqualTo(NOW);
    Upload awaiting = arrived.awaitingScan(NOW.plusSeconds(7));
    assertThat(awaiting.dueAt()).isEqualTo(NOW.plusSeconds(7));
    assertThat(awaiting.scan()).isEqualTo(Scan.PENDING);
    assertThat(awaiting.scanned(Scan.CLEAN).dueAt()).isNull();
    assertThat(arrived.done(false, NOW).dueAt()).isNull();
  }

  @Test
  void isLookedForAgainAfterAsLongAsItHasWaitedButAnHourAtMost() {
    assertThat(CREATED.nextLook(NOW.plusSeconds(40))).isEqualTo(NOW.plusSeconds(80));
    assertThat(CREATED.nextLook(NOW.plus(Duration.ofHours(9))))
        .isEqualTo(NOW.plus(Duration.ofHours(10)));
    assertThat(CREATED.uploaded(NOW.plusSeconds(60)).nextLook(NOW.plusSeconds(100)))
        .isEqualTo(NOW.plusSeconds(140));
  }

  @ParameterizedTest
  @EnumSource(
      value = UploadState.class,
      names = {"CANCELLED", "EXPIRED"})
  void whatNobodyWantsIsDueToBeCleared(UploadState end) {
    Upload ended = CREATED.ended(end, null, NOW.plusSeconds(1));

    assertThat(end.unwanted()).isTrue();
    assertThat(ended.dueAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(ended.settled().dueAt()).isNull();
    assertThatIllegalStateException().isThrownBy(() -> ended.restarted("run_2", NOW));
  }

  @Test
  void aDuplicateNamesTheEarlierUploadAndItsResult() {
    Upload earlier = CREATED.verified("application/pdf", "ab", NOW).done(false, NOW);
    Upload later =
        Upload.created(
                new UploadRef("acme", "up_02"), CREATED.file(), 100, Priority.NORMAL, NOW, NOW)
            .duplicating(earlier, NOW);

    assertThat(later.state()).isEqualTo(UploadState.DUPLICATE);
    assertThat(later.sha256()).isEqualTo("ab");
    assertThat(later.event().orElseThrow().duplicateOf()).isEqualTo("up_01");
    assertThat(later.event().orElseThrow().result()).isEqualTo("/v1/uploads/up_01/result");
  }

  @Test
  void aNewRunStartsOverWithTheBytesThatAreKnown() {
    Upload failed =
        CREATED
            .arrived("run_1", NOW)
            .verified("application/pdf", "ab", NOW)
            .warned(List.of(new Reason("a", "b")))
            .ended(UploadState.FAILED, new Reason("corrupt", "x"), NOW);

    Upload again = failed.restarted("run_2", NOW.plusSeconds(1));

    assertThat(again.state()).isEqualTo(UploadState.QUEUED);
    assertThat(again.runNumber()).isEqualTo(2);
    assertThat(again.runId()).isEqualTo("run_2");
    assertThat(again.percent()).isLessThan(100);
    assertThat(again.error()).isNull();
    assertThat(again.warnings()).isEmpty();
    assertThat(again.completedAt()).isNull();
    assertThatIllegalStateException().isThrownBy(() -> again.restarted("run_3", NOW));
  }

  @Test
  void aNewRunOverBytesThatWereNeverLookedAtVerifiesThem() {
    Upload failed =
        CREATED.arrived("run_1", NOW).ended(UploadState.FAILED, new Reason("x", "y"), NOW);

    assertThat(failed.restarted("run_2", NOW).state()).isEqualTo(UploadState.VERIFYING);
  }

  @Test
  void aTombstoneSaysWhatWasErasedAndNothingElseOfTheFile() {
    Upload deleted = CREATED.done(false, NOW).deleted(NOW.plusSeconds(1), NOW.plusSeconds(60));
    assertThat(deleted.dueAt()).isEqualTo(NOW.plusSeconds(60));

    Upload tombstone = deleted.erasing(2, 1, 0).erasing(1, 0, 5).erased(NOW.plusSeconds(90));

    assertThat(tombstone.state()).isEqualTo(UploadState.DELETED);
    assertThat(tombstone.file().filename()).isEmpty();
    assertThat(tombstone.file().metadata()).isEmpty();
    assertThat(tombstone.sha256()).isNull();
    assertThat(tombstone.dueAt()).isNull();
    assertThat(tombstone.erasure())
        .isEqualTo(new Erasure(NOW.plusSeconds(1), 3, 1, 5, NOW.plusSeconds(90)));
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
  }

  @Test
  void thePasswordIsForgottenWhenTheUploadEnds() {
    DocumentPasswords passwords =
        new DocumentPasswords(
            new LocalSecretBox(
                Base64.getEncoder().encodeToString(new byte[32]), new SecureRandom()));
    Upload locked = CREATED.lockedBy(passwords.seal(REF, "sesame"));

    assertThat(passwords.of(CREATED)).isEmpty();
    assertThat(passwords.of(locked)).contains("sesame");
    assertThat(locked.toString()).doesNotContain("sesame");
    assertThat(passwords.of(locked.ended(UploadState.CANCELLED, null, NOW))).isEmpty();
    UploadRef other = new UploadRef(REF.tenantId(), "up_other");
    assertThatThrownBy(() -> passwords.of(CREATED.lockedBy(passwords.seal(other, "sesame"))))
        .isInstanceOf(BrokenSealException.class);
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
        0,
        CREATED.file(),
        100,
        null,
        Priority.NORMAL,
        state,
        null,
        null,
        0,
        null,
        null,
        1,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        NOW,
        NOW,
        null,
        null,
        null,
        null,
        null);
  }
}
