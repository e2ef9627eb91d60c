package dev.millrace.inference.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.search.DocumentVectors;
import dev.millrace.inference.core.search.PassageIndex.Found;
import dev.millrace.inference.core.search.PassageIndex.Passage;
import dev.millrace.inference.core.search.PassageStore;
import dev.millrace.upload.ResultPart.Model;
import dev.millrace.upload.SearchableDocument;
import dev.millrace.upload.UploadRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScannedPassagesTest {
  private static final EmbedderDescription EMBEDDER =
      new EmbedderDescription(new Model("plane", "1"), "none", 2, 256, List.of("en"));

  private final List<SearchableDocument> documents = new ArrayList<>();
  private final FakeStore store = new FakeStore();

  @Test
  void theNearestChunksOfAllDocumentsComeFirst() {
    add(0, 10);
    add(90, 30);

    Found found = index(ScanLimits.DEFAULT).nearest("acme", vector(25), 3);

    assertThat(found.nearest())
        .extracting(passage -> passage.document().ref().uploadId() + "/" + passage.ordinal())
        .containsExactly("up_2/2", "up_1/2", "up_1/0");
    assertThat(found.nearest().getFirst().score()).isGreaterThan(0.99);
    assertThat(found.documents()).isEqualTo(2);
    assertThat(found.passages()).isEqualTo(4);
    assertThat(found.complete()).isTrue();
  }

  @Test
  void atTheLimitsItSaysThatThereIsMore() {
    add(0, 10);
    add(20, 30);
    add(40, 50);

    Found ofTwoDocuments = index(new ScanLimits(2, 100, 100)).nearest("acme", vector(0), 9);
    assertThat(ofTwoDocuments.documents()).isEqualTo(2);
    assertThat(ofTwoDocuments.complete()).isFalse();

    Found ofThreeVectors = index(new ScanLimits(9, 3, 100)).nearest("acme", vector(0), 9);
    assertThat(ofThreeVectors.passages()).isEqualTo(4);
    assertThat(ofThreeVectors.complete()).isFalse();
  }

  @Test
  void embeddingsAreLoadedOnceWhileThereIsRoom() {
    add(0, 10);
    add(20, 30);
    ScannedPassages roomy = index(new ScanLimits(9, 100, 4));
    roomy.nearest("acme", vector(0), 1);
    roomy.nearest("acme", vector(0), 1);
    assertThat(store.loaded).isEqualTo(2);

    ScannedPassages narrow = index(new ScanLimits(9, 100, 3));
    narrow.nearest("acme", vector(0), 1);
    narrow.nearest("acme", vector(0), 1);
    assertThat(store.loaded).isEqualTo(6);
  }

  @Test
  void aTenantWithoutDocumentsHasNothing() {
    assertThat(index(ScanLimits.DEFAULT).nearest("acme", vector(0), 5))
        .isEqualTo(new Found(List.<Passage>of(), 0, 0, true));
  }

  private ScannedPassages index(ScanLimits limits) {
    return new ScannedPassages(
        (tenant, limit) -> documents.stream().limit(limit).toList(),
        store,
        EMBEDDER,
        limits,
        Runnable::run);
  }

  private void add(int... degrees) {
    UploadRef ref = new UploadRef("acme", "up_" + (documents.size() + 1));
    documents.add(new SearchableDocument(ref, "run_" + ref.uploadId(), "a.pdf"));
    store.add(
        new DocumentVectors(
            IntStream.range(0, degrees.length).map(i -> 2 * i).toArray(),
            IntStream.of(degrees).mapToObj(ScannedPassagesTest::vector).toArray(float[][]::new)));
  }

  private static float[] vector(int degrees) {
    double angle = Math.toRadians(degrees);
    return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
  }

  private static final class FakeStore implements PassageStore {
    private final List<DocumentVectors> vectors = new ArrayList<>();
    private int loaded;

    void add(DocumentVectors document) {
      vectors.add(document);
    }

    @Override
    public DocumentVectors vectors(SearchableDocument document, EmbedderDescription embedder) {
      loaded++;
      return vectors.get(Integer.parseInt(document.ref().uploadId().substring(3)) - 1);
    }

    @Override
    public List<Text> texts(SearchableDocument document, Set<Integer> ordinals) {
      return List.of();
    }
  }
}
