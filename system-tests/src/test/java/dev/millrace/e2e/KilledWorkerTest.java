package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.upload.UploadState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class KilledWorkerTest {
  private static final int PAGES = 4_000;

  @Test
  void anUploadWhoseExtractionIsKilledCompletesOnce(@TempDir Path folder)
      throws IOException, InterruptedException {
    String id = Stack.send(Pdfs.write(folder.resolve("long.pdf"), PAGES), "application/pdf");
    Stack.when(id, KilledWorkerTest::isExtracting);

    assertThat(Stack.kill("Extraction")).isPositive();
    assertThat(Stack.row(id).state())
        .as("the worker died before it was done")
        .isEqualTo(UploadState.EXTRACTING);

    JsonNode upload = Stack.ended(id);
    assertThat(upload.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(Stack.CLIENT.result(id).body().path("pages").path("total").asInt()).isEqualTo(PAGES);
    List<Subscriber.Notice> notices = Stack.noticesWith(id, "upload.completed");
    assertThat(notices).extracting(Subscriber.Notice::type).doesNotHaveDuplicates();
    assertThat(notices)
        .extracting(notice -> notice.data().path("runId").asText(""))
        .filteredOn(runId -> !runId.isEmpty())
        .containsOnly(upload.path("runId").asText());
  }

  private static boolean isExtracting(JsonNode upload) {
    return upload.path("state").asText().equals("EXTRACTING");
  }
}
