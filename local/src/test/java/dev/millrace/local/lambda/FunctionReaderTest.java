package dev.millrace.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.local.sam.Surroundings;
import dev.millrace.local.sam.Template;
import dev.millrace.local.sam.TemplateException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionReaderTest {
  @TempDir Path folder;

  @Test
  void readsAZipFunction() throws IOException {
    FunctionSpec spec =
        read(
            """
            CodeUri: functions/x/target/x.zip
            Handler: x.Handler
            MemorySize: 512
            Timeout: 30
            ReservedConcurrentExecutions: 2
            Environment: { Variables: { COUNT: 3 } }
            """);

    assertThat(spec.id()).isEqualTo("Subject");
    assertThat(spec.name()).isEqualTo("test-Subject");
    assertThat(spec.handler()).isEqualTo("x.Handler");
    assertThat(spec.archive()).isEqualTo(folder.resolve("functions/x/target/x.zip"));
    assertThat(spec.memoryMegabytes()).isEqualTo(512);
    assertThat(spec.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(spec.environment()).isEqualTo(Map.of("COUNT", "3"));
    assertThat(spec.concurrency()).isEqualTo(2);
  }

  @Test
  void givesAFunctionBehindAnHttpApiMoreSandboxes() throws IOException {
    String zip = "CodeUri: x.zip\nHandler: x.Handler\n";

    assertThat(read(zip).concurrency()).isEqualTo(4);
    assertThat(read(zip + "Events: { All: { Type: HttpApi } }\n").concurrency()).isEqualTo(8);
  }

  @Test
  void readsAnImageFunctionByItsDockerfile() throws IOException {
    dockerfile(
        """
        # comment
        FROM base AS unpack
        ARG VERSION=1
        COPY target/model-${VERSION}.zip /model.zip
        FROM base
        COPY --from=unpack /task ${LAMBDA_TASK_ROOT}
        ENV MODEL_DIR=${LAMBDA_TASK_ROOT}/models \\
            QUOTED="two words" JDK_JAVA_OPTIONS=-XX:MaxDirectMemorySize=16m
        ENV MODEL_FILE=${MODEL_DIR}/model.pt
        CMD ["x.Default"]
        """);

    FunctionSpec spec = read("PackageType: Image\nEnvironment: { Variables: { A: 1 } }\n");

    assertThat(spec.handler()).isEqualTo("x.Default");
    assertThat(spec.archive()).isEqualTo(folder.resolve("image/target/model-1.zip"));
    assertThat(spec.environment())
        .isEqualTo(
            Map.of(
                "MODEL_DIR", "${LAMBDA_TASK_ROOT}/models",
                "MODEL_FILE", "${LAMBDA_TASK_ROOT}/models/model.pt",
                "QUOTED", "two words",
                "JDK_JAVA_OPTIONS", "-XX:MaxDirectMemorySize=16m",
                "A", "1"));
    assertThat(read("PackageType: Image\nImageConfig: { Command: [x.Own] }\n").handler())
        .isEqualTo("x.Own");
  }

  @Test
  void refusesAnImageThatItCannotRun() throws IOException {
    dockerfile("FROM base\nCMD [\"x.Default\"]\n");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> read("PackageType: Image\n"))
        .withMessageEndingWith("copies no zip in");

    dockerfile("FROM base\nCOPY x.zip /\n");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> read("PackageType: Image\n"))
        .withMessageEndingWith("has no command to start with");
  }

  private void dockerfile(String text) throws IOException {
    Files.createDirectories(folder.resolve("image"));
    Files.writeString(folder.resolve("image/Dockerfile"), text);
  }

  private FunctionSpec read(String properties) throws IOException {
    String yaml =
        """
        Resources:
          Subject:
            Type: AWS::Serverless::Function
            Metadata: { DockerContext: image }
            Properties:
        """
            + properties.indent(6);
    Template template =
        Template.read(Files.writeString(folder.resolve("template.yaml"), yaml), Map.of());
    Surroundings surroundings =
        new Surroundings("us-east-1", "1", "test", URI.create("http://sqs"), Map.of());
    return new FunctionReader(folder, surroundings, 4, 8)
        .read(template.in(surroundings).resources(Template.FUNCTION).getFirst());
  }
}
