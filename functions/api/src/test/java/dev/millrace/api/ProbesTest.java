package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.dynamodb.TableProbe;
import dev.millrace.api.s3.BucketProbe;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

class ProbesTest {
  @Test
  void whatAnswersIsThere() {
    try (FakeAws aws = FakeAws.answering(200)) {
      assertThatCode(new BucketProbe(aws.client(S3Client.builder()), "bucket")::run)
          .doesNotThrowAnyException();
      assertThatCode(new TableProbe(aws.client(DynamoDbClient.builder()), "table")::run)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void whatRefusesIsNot() {
    try (FakeAws aws = FakeAws.answering(403)) {
      assertThatThrownBy(new BucketProbe(aws.client(S3Client.builder()), "bucket")::run)
          .isInstanceOf(SdkException.class);
      assertThatThrownBy(new TableProbe(aws.client(DynamoDbClient.builder()), "table")::run)
          .isInstanceOf(SdkException.class);
    }
  }
}
