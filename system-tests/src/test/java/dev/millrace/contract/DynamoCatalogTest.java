package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.inference.dynamodb.DynamoCatalog;
import dev.millrace.testing.MovableClock;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Change;
import dev.millrace.upload.Kind;
import dev.millrace.upload.SearchableDocument;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.dynamodb.DynamoUploads;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What can be searched follows from the write of the upload itself.
class DynamoCatalogTest {
  private final MovableClock clock = MovableClock.inTheNewYear();
  private final DynamoDbClient dynamoDb = TemplateServices.dynamoDb();
  private final String table = TemplateServices.output("UploadsTable");
  private final Uploads uploads =
      new Uploads(new DynamoUploads(dynamoDb, table, "eu-central-1"), clock);
  private final DynamoCatalog catalog = new DynamoCatalog(dynamoDb, table);

  @Test
  void documentsAreInTheCatalogFromTheirEndOnTheNewestFirst() {
    UploadRef first = arrived("catalog-one", "up_1", Kind.PDF);
    UploadRef second = arrived("catalog-one", "up_2", Kind.TEXT);
    UploadRef image = arrived("catalog-one", "up_3", Kind.IMAGE);
    assertThat(catalog.latest("catalog-one", 9)).isEmpty();

    change(second, upload -> upload.done(true, clock.instant()));
    change(image, upload -> upload.done(false, clock.instant()));
    change(first, upload -> upload.done(false, clock.instant()));

    assertThat(catalog.latest("catalog-one", 9))
        .extracting(SearchableDocument::ref)
        .containsExactly(second, first);
    assertThat(catalog.latest("catalog-one", 1))
        .containsExactly(
            new SearchableDocument(
                second, "run_up_2", uploads.find(second).orElseThrow().file().filename()));
    assertThat(catalog.latest("catalog-two", 9)).isEmpty();
  }

  @Test
  void aDocumentThatIsProcessedAgainOrDeletedIsGoneAtOnce() {
    UploadRef document = arrived("catalog-three", "up_1", Kind.PDF);
    change(document, upload -> upload.done(false, clock.instant()));

    change(document, upload -> upload.restarted("run_again", clock.instant()));
    assertThat(catalog.latest("catalog-three", 9)).isEmpty();

    change(document, upload -> upload.done(false, clock.instant()));
    assertThat(catalog.latest("catalog-three", 9))
        .extracting(SearchableDocument::runId)
        .containsExactly("run_again");

    change(document, upload -> upload.deleted(clock.instant(), clock.instant()));
    assertThat(catalog.latest("catalog-three", 9)).isEmpty();
  }

  private UploadRef arrived(String tenant, String id, Kind kind) {
    UploadRef ref = new UploadRef(tenant, id);
    clock.advance(Duration.ofSeconds(1));
    uploads.create(Samples.upload(ref, kind, 10, clock.instant()));
    change(ref, upload -> upload.arrived("run_" + id, clock.instant()));
    return ref;
  }

  private void change(UploadRef ref, UnaryOperator<Upload> step) {
    assertThat(uploads.change(ref, upload -> Optional.of(Change.quietly(step.apply(upload)))))
        .isPresent();
  }
}
