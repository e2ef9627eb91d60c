package dev.millrace.presign.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.eta.EtaBounds;
import dev.millrace.eta.Measured;
import dev.millrace.limit.Limit;
import dev.millrace.presign.core.CreateUpload.Outcome;
import dev.millrace.testing.MemoryMultipart;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.MemoryUploads;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Seals;
import dev.millrace.upload.DocumentPasswords;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Duplicates;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateUploadTest {
  private static final UploadRef REF = new UploadRef("acme", "up_1");
  private static final FixedRules RULES =
      FixedRules.upTo(40).with(Kind.CSV, 30).with(Kind.TEXT, 20).with(Kind.IMAGE, 10);

  private final MovableClock clock = MovableClock.inTheNewYear();
  private final MemoryUploads store = new MemoryUploads(clock);
  private final Uploads uploads = new Uploads(store, clock);
  private final Rooms rooms = new Rooms(clock);
  private final DocumentPasswords passwords = new DocumentPasswords(Seals.box());
  private final MemoryMultipart parts = new MemoryMultipart(new MemoryObjects());

  @Test
  void anUploadIsKeptAndToldOf() {
    Outcome outcome = create(request("scan.pdf", "application/pdf", 40));

    assertThat(outcome).isInstanceOf(Outcome.Created.class);
    Outcome.Created created = (Outcome.Created) outcome;
    assertThat(created.upload().maxBytes()).isEqualTo(40);
    assertThat(created.grant().expiresAt()).isEqualTo(clock.instant());
    Upload upload = store.find(REF).orElseThrow();
    assertThat(upload)
        .usingRecursiveComparison()
        .ignoringFields("told")
        .isEqualTo(created.upload());
    assertThat(upload.told()).isEqualTo(1);
    assertThat(upload.state()).isEqualTo(UploadState.CREATED);
    assertThat(upload.priority()).isEqualTo(Priority.HIGH);
    assertThat(upload.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(24)));
    assertThat(upload.file().metadata()).containsEntry("customer", "42");
    assertThat(upload.objectKey().value()).isEqualTo("documents/high/acme/up_1");
    assertThat(store.eventTypes()).containsExactly("upload.created");
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, a, image/png, IMAGE, 10",
    "text/csv; charset=utf-8, a, text/csv; charset=utf-8, CSV, 30",
    "'', a.CSV, text/csv, CSV, 30",
    "application/octet-stream, photo.png, image/png, IMAGE, 10",
    "application/vnd.ms-excel, rivers.csv, text/csv, CSV, 30",
    "text/plain, rivers.csv, text/plain, TEXT, 20",
  })
  void theTypeIsAsDeclaredOrElseAsTheExtensionTells(
      String declared, String filename, String contentType, Kind kind, long limit) {
    create(request(filename, declared, limit));

    Upload upload = store.find(REF).orElseThrow();
    assertThat(upload.file().contentType()).isEqualTo(contentType);
    assertThat(upload.file().kind()).isEqualTo(kind);
    assertThat(create(request(filename, declared, limit + 1)))
        .isEqualTo(new Outcome.TooLarge(filename, limit + 1, limit));
  }

  @ParameterizedTest
  @CsvSource({
    "application/zip, a.pdf",
    "'', a.zip",
    "'', pdf",
    "application/vnd.lotus-1-2-3, a.wk1",
    "nonsense, a.pdf",
  })
  void otherKindsAreNotTaken(String declared, String filename) {
    assertThat(create(request(filename, declared, 1)))
        .isEqualTo(new Outcome.UnsupportedType(filename, declared, RULES.contentTypes()));
  }

  @Test
  void aPasswordIsKeptSealed() {
    create(request("a.pdf", "", 1, new Password("sesame")));

    Upload upload = store.find(REF).orElseThrow();
    assertThat(upload.toString()).doesNotContain("sesame");
    assertThat(passwords.of(upload)).contains("sesame");
    assertThat(store.events().toString()).doesNotContain("sesame");
  }

  @Test
  void onlyPdfsHavePasswords() {
    assertThat(create(request("a.csv", "", 1, new Password("sesame"))))
        .isEqualTo(new Outcome.Unsendable("password", "opens PDFs only"));
  }

  @Test
  void anEmptyFileIsNotTaken() {
    assertThat(create(request("a.pdf", "application/pdf", 0)))
        .isEqualTo(new Outcome.EmptyFile("a.pdf"));
    assertThat(store.events()).isEmpty();
  }

  @Test
  void nothingIsKeptOfAnUploadThatCannotBeSigned() {
    CreateUpload broken = createUpload(new BrokenSigner(), RULES);

    assertThatThrownBy(() -> broken.create(REF, request("a.pdf", "", 1)))
        .hasMessage("no credentials");
    assertThat(store.find(REF)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PDF, 1, 1, 15",
    "PDF, 50000000, 11, 515",
    "CSV, 1000000, 3, 48",
    "TEXT, 1000000, 3, 48",
    "IMAGE, 9999999, 1, 15",
  })
  void theEstimateGrowsWithTheTextToExpect(Kind kind, long size, long low, long high) {
    assertThat(EtaBounds.of(kind, size)).isEqualTo(new EtaBounds(low, high));
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, scan.pdf, true",
    "application/pdf, rivers.csv, true",
    "image/png, photo.jpg, false",
    "text/plain, rivers.csv, false",
    "application/pdf, report.v2, false",
  })
  void anExtensionMustNotContradictTheType(String declared, String filename, boolean contradicts) {
    Outcome outcome = create(request(filename, declared, 1));

    assertThat(outcome)
        .isInstanceOf(contradicts ? Outcome.TypeMismatch.class : Outcome.Created.class);
  }

  @Test
  void aTypeThatIsNotConfiguredIsNotTaken() {
    CreateUpload strict =
        createUpload(
            new FakeSigner(clock), new FixedRules(Set.of("application/pdf"), RULES.limits()));

    assertThat(strict.create(REF, request("a.csv", "text/csv", 1)))
        .isInstanceOf(Outcome.UnsupportedType.class);
    assertThat(strict.create(REF, request("a.pdf", "application/pdf", 1)))
        .isInstanceOf(Outcome.Created.class);
  }

  @Test
  void aTryThatBrokeOffLeavesItsPartsToTheNext() {
    UploadRequest request = request("a.pdf", "", 40).by(UploadMethod.MULTIPART);

    Outcome first = create(request);
    Outcome second = create(request);

    assertThat(second).isEqualTo(first);
    assertThat(parts.open()).isEqualTo(1);
    assertThat(store.eventTypes()).containsExactly("upload.created");
  }

  @Test
  void whatATenantMayUploadInADayIsBounded() {
    rooms.flags.set(Limit.DAILY_UPLOADS.quota(), 2).set(Limit.DAILY_BYTES.quota(), 75);

    assertThat(create(request("a.pdf", "", 40))).isInstanceOf(Outcome.Created.class);
    assertThat(create(request("b.pdf", "", 40)))
        .isInstanceOfSatisfying(
            Outcome.UsedUp.class,
            usedUp -> assertThat(usedUp.permit().limit()).isEqualTo(Limit.DAILY_BYTES));
    assertThat(create(request("c.pdf", "", 35))).isInstanceOf(Outcome.Created.class);
    assertThat(create(request("d.pdf", "", 1)))
        .isInstanceOfSatisfying(
            Outcome.UsedUp.class,
            usedUp -> assertThat(usedUp.permit().limit()).isEqualTo(Limit.DAILY_UPLOADS));
    clock.advance(Duration.ofHours(27));
    assertThat(create(request("e.pdf", "", 40))).isInstanceOf(Outcome.Created.class);
  }

  @Test
  void nobodyMayAddToAQueueThatIsTooLong() {
    rooms.durations.add(Measured.worker(Kind.PDF), Duration.ofMinutes(1));
    rooms.waiting = 30;
    assertThat(create(request("a.pdf", "", 40)))
        .isInstanceOfSatisfying(
            Outcome.Created.class,
            created -> assertThat(created.expectation().queuePosition()).isEqualTo(31));

    rooms.waiting = 32;
    assertThat(create(request("a.pdf", "", 40)))
        .isEqualTo(new Outcome.Overloaded(Duration.ofMinutes(2)));
    assertThat(store.eventTypes()).containsExactly("upload.created");
  }

  private Outcome create(UploadRequest request) {
    return createUpload(new FakeSigner(clock), RULES).create(REF, request);
  }

  private CreateUpload createUpload(GrantSigner signer, UploadRules rules) {
    return new CreateUpload(
        uploads,
        new Duplicates(store, uploads),
        parts,
        passwords,
        signer,
        rules,
        rooms.room(),
        rooms.estimate(),
        clock);
  }

  private static UploadRequest request(String filename, String contentType, long size) {
    return request(filename, contentType, size, null);
  }

  private static UploadRequest request(
      String filename, String contentType, long size, @Nullable Password password) {
    return new UploadRequest(
        filename,
        contentType,
        size,
        null,
        UploadMethod.PUT,
        null,
        password,
        Long.MAX_VALUE,
        Priority.HIGH,
        Map.of("customer", "42"));
  }
}
