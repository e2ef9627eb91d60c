package dev.millrace.inference.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.page.Page;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedDocumentsTest {
  /// A list of five pages, each with a document and an image.
  private final ListedDocuments documents =
      new ListedDocuments((tenant, states, limit, after) -> {
        int page = after.map(Integer::parseInt).orElse(0);
        return new Page<>(
            List.of(ended("up_doc" + page, Kind.PDF), ended("up_image" + page, Kind.IMAGE)),
            page < 4 ? Integer.toString(page + 1) : null);
      });

  @Test
  void onlyDocumentsAreFoundAndNoMoreThanAreWanted() {
    assertThat(ids(100)).containsExactly("up_doc0", "up_doc1", "up_doc2", "up_doc3", "up_doc4");
    assertThat(ids(2)).containsExactly("up_doc0", "up_doc1");
  }

  @Test
  void aListWithoutEndIsLeftAtSomePoint() {
    ListedDocuments endless =
        new ListedDocuments((tenant, states, limit, after) -> new Page<>(List.of(), "on"));

    assertThat(endless.latest("acme", 5)).isEmpty();
  }

  private List<String> ids(int limit) {
    return documents.latest("acme", limit).stream().map(upload -> upload.ref().uploadId()).toList();
  }

  private static Upload ended(String id, Kind kind) {
    return Samples.upload(new UploadRef("acme", id), kind, 1, Instant.EPOCH)
        .arrived("run_1", Instant.EPOCH)
        .done(false, Instant.EPOCH);
  }
}
