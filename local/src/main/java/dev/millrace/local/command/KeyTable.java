package dev.millrace.local.command;

import dev.millrace.auth.ApiKeyStore;
import dev.millrace.auth.dynamodb.DynamoApiKeys;
import dev.millrace.aws.Clients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Where the keys of a stack are kept.
final class KeyTable {
  private static final String LOCAL = "millrace-local-ControlTable";
  private static final AwsBasicCredentials ANY = AwsBasicCredentials.create("local", "locallocal");

  private KeyTable() {}

  /// {@return the keys of a deployed stack, in the account that the environment names, or of the
  /// one that runs here}
  static ApiKeyStore of(KeyOptions options) {
    return options
        .table()
        .map(table -> new DynamoApiKeys(Clients.of(DynamoDbClient.builder()), table))
        .orElseGet(() -> new DynamoApiKeys(here(options), LOCAL));
  }

  private static DynamoDbClient here(KeyOptions options) {
    return Clients.of(
        DynamoDbClient.builder()
            .endpointOverride(RunningStack.of(options.template()).dynamoDb())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(ANY)));
  }
}
