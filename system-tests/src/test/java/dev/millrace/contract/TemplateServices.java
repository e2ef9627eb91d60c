package dev.millrace.contract;

import dev.millrace.local.Services;
import dev.millrace.local.s3.S3Faults;
import dev.millrace.local.sam.Template;
import dev.millrace.testing.RepositoryFiles;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The local stack's servers with this project's own tables, queues and bucket; started once, for
/// all contracts.
final class TemplateServices {
  private static final Services SERVICES =
      Services.start(
          Template.read(RepositoryFiles.locate("template.yaml"), Map.of()),
          Map.of(),
          Optional.empty(),
          Services.Ports.ANY);

  private TemplateServices() {}

  static DynamoDbClient dynamoDb() {
    return SERVICES.dynamoDb().client(SERVICES.credentials());
  }

  static S3Client s3() {
    return SERVICES.s3().client(SERVICES.credentials());
  }

  /// Makes requests to S3 fail until the next call.
  static void failWith(S3Faults faults) {
    SERVICES.s3().failWith(faults);
  }

  static SqsClient sqs() {
    return SERVICES.sqs().client(SERVICES.credentials());
  }

  static AwsCredentials credentials() {
    return SERVICES.credentials();
  }

  static String s3Address() {
    return SERVICES.s3().uri().toString();
  }

  static String bucket() {
    return SERVICES.bucket();
  }

  /// {@return the physical name that the template gives out under a name}
  static String output(String name) {
    return SERVICES.template().output(name).orElseThrow();
  }
}
