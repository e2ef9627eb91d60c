package dev.millrace.e2e;

import dev.millrace.local.Services;
import dev.millrace.local.sam.Template;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// S3, SQS and DynamoDB of LocalStack, in place of the embedded ones (`-Plocalstack`).
final class LocalStackServices {
  /// The last image that runs without an account's token.
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private LocalStackServices() {}

  /// {@return whether this run of the tests wants LocalStack}
  static boolean wanted() {
    return "localstack".equals(System.getProperty("millrace.services"));
  }

  /// Skips the test that calls, and says so, where LocalStack is wanted but cannot run.
  static void skipWithoutDocker() {
    if (wanted() && !DockerClientFactory.instance().isDockerAvailable()) {
      String reason = "skipped: LocalStack needs Docker, and there is no Docker engine here";
      System.out.println("main path on LocalStack " + reason);
      Assumptions.abort(reason);
    }
  }

  static Services start(Template template, Map<String, URI> apis) {
    LocalStackContainer container =
        new LocalStackContainer(IMAGE).withServices("s3", "sqs", "dynamodb");
    container.start();
    return Services.at(template, apis, container.getEndpoint());
  }
}
