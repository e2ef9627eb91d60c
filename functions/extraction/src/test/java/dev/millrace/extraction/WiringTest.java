package dev.millrace.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.config.Env;
import dev.millrace.extraction.pdf.PageRecognizer;
import dev.millrace.intake.IntakeConfig;
import dev.millrace.upload.Priority;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WiringTest {
  private static final String REGION = "aws.region";

  @BeforeEach
  void setRegion() {
    System.setProperty(REGION, "eu-central-1");
  }

  @AfterEach
  void clearRegion() {
    System.clearProperty(REGION);
  }

  @Test
  void everythingFitsTogether() {
    ExtractionConfig config =
        new ExtractionConfig(
            IntakeConfig.from(
                new Env(
                    Map.of("UPLOADS_TABLE", "uploads", "CONTROL_TABLE", "control", "BUCKET", "b"))),
            "the-key",
            Map.of(Priority.NORMAL, "http://sqs/normal", Priority.HIGH, "http://sqs/high"),
            "",
            1,
            1,
            1,
            1);

    assertThat(Wiring.documentMessages(config, Map.of(), PageRecognizer.NONE)).isNotNull();
  }
}
