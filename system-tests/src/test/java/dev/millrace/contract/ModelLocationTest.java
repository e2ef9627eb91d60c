package dev.millrace.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.millrace.inference.s3.ModelLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class ModelLocationTest {
  private final S3Client s3 = TemplateServices.s3();
  private final String bucket = TemplateServices.output("BucketName");

  @TempDir private Path folder;

  @Test
  void aBundleInS3IsCopied() throws IOException {
    put("models/waste/model.pt", "network");
    put("models/waste/model_metadata.json", "{}");

    Path copy = location("models/waste/").folder(TemplateServices::s3);

    assertThat(copy.resolve("model.pt")).hasContent("network");
    assertThat(copy.resolve("model_metadata.json")).hasContent("{}");
  }

  @Test
  void whatIsMissingIsNamed() {
    put("models/half/model_metadata.json", "{}");

    assertThatIllegalStateException()
        .isThrownBy(() -> location("models/half").folder(TemplateServices::s3))
        .withMessageContaining("s3://" + bucket + "/models/half/model.pt");
  }

  @Test
  void aFolderIsTakenAsItIs() throws IOException {
    Files.createFile(folder.resolve("model.pt"));

    assertThat(new ModelLocation(folder.toString()).folder(TemplateServices::s3)).isEqualTo(folder);
  }

  private ModelLocation location(String prefix) {
    return new ModelLocation("s3://" + bucket + "/" + prefix);
  }

  private void put(String key, String content) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content));
  }
}
