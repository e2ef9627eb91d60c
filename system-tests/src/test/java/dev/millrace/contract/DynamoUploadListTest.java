package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.page.Page;
import dev.millrace.testing.Samples;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.dynamodb.DynamoUploadList;
import dev.millrace.upload.dynamodb.DynamoUploads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The list over the real index, whose shards have to be merged.
class DynamoUploadListTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String TENANT = "lister";
  private static final int COUNT = 60;
  private static final DynamoUploadList UPLOADS =
      new DynamoUploadList(TemplateServices.dynamoDb(), TemplateServices.output("UploadsTable"));

  @BeforeAll
  static void create() {
    DynamoUploads store =
        new DynamoUploads(
            TemplateServices.dynamoDb(), TemplateServices.output("UploadsTable"), "us-east-1");
    for (int i = 0; i < COUNT; i++) {
      UploadRef ref = new UploadRef(TENANT, "up_list%02d".formatted(i));
      Upload upload = Samples.upload(ref, Kind.PDF, 12, NOW.plusSeconds(i / 2));
      store.create(i % 10 == 0 ? upload.ended(UploadState.FAILED, null, NOW) : upload, List.of());
    }
  }

  @Test
  void listsAllNewestFirstInPages() {
    List<String> listed = pages(EnumSet.allOf(UploadState.class), 7);

    assertThat(listed).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(listed.getFirst()).isEqualTo("up_list59");
    assertThat(listed).isSortedAccordingTo((one, other) -> other.compareTo(one));
  }

  @Test
  void listsThoseInAState() {
    assertThat(pages(EnumSet.of(UploadState.FAILED), 4))
        .containsExactly(
            "up_list50", "up_list40", "up_list30", "up_list20", "up_list10", "up_list00");
    assertThat(pages(EnumSet.of(UploadState.PARTIAL), 4)).isEmpty();
  }

  @Test
  void listsNothingOfAnotherTenant() {
    assertThat(UPLOADS.list("nobody", EnumSet.allOf(UploadState.class), 10, Optional.empty()))
        .isEqualTo(new Page<Upload>(List.of(), null));
  }

  private static List<String> pages(Set<UploadState> states, int limit) {
    List<String> listed = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page<Upload> page = UPLOADS.list(TENANT, states, limit, after);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      page.items().forEach(upload -> listed.add(upload.ref().uploadId()));
      after = Optional.ofNullable(page.next());
    } while (after.isPresent());
    return listed;
  }
}
