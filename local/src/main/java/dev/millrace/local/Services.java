package dev.millrace.local;

import dev.millrace.local.access.AccessKeys;
import dev.millrace.local.dynamodb.DynamoDbServer;
import dev.millrace.local.dynamodb.Tables;
import dev.millrace.local.s3.Buckets;
import dev.millrace.local.s3.S3Server;
import dev.millrace.local.sam.ResolvedTemplate;
import dev.millrace.local.sam.Surroundings;
import dev.millrace.local.sam.Template;
import dev.millrace.local.sqs.Queues;
import dev.millrace.local.sqs.SqsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/// S3, SQS and DynamoDB with the template's bucket, queues and tables.
public final class Services implements AutoCloseable {
  private static final Region REGION = Region.US_EAST_1;
  private static final String ACCOUNT_ID = "000000000000";
  private static final String STACK_NAME = "millrace-local";

  /// Where the services listen; 0 means any free port.
  public record Ports(int s3, int sqs, int dynamoDb) {
    /// Any free ports.
    public static final Ports ANY = new Ports(0, 0, 0);
  }

  private final ResolvedTemplate template;
  private final AccessKeys keys;
  private final AwsBasicCredentials own;
  private final S3Server s3;
  private final SqsServer sqs;
  private final DynamoDbServer dynamoDb;
  private final Optional<Path> temporary;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Services(
      ResolvedTemplate template,
      AccessKeys keys,
      AwsBasicCredentials own,
      S3Server s3,
      SqsServer sqs,
      DynamoDbServer dynamoDb,
      Optional<Path> temporary) {
    this.template = template;
    this.keys = keys;
    this.own = own;
    this.s3 = s3;
    this.sqs = sqs;
    this.dynamoDb = dynamoDb;
    this.temporary = temporary;
  }

  /// Starts the services.
  ///
  /// @param template whose resources there shall be
  /// @param apis the addresses of the template's APIs
  /// @param data the folder that keeps everything, if it is to outlive the services
  /// @param ports where to listen
  public static Services start(
      Template template, Map<String, URI> apis, Optional<Path> data, Ports ports) {
    AccessKeys keys = new AccessKeys();
    AwsBasicCredentials own = keys.issue("stack");
    Optional<Path> temporary = data.isPresent() ? Optional.empty() : Optional.of(temporary());
    Path objects = folder(data.or(() -> temporary).orElseThrow().resolve("s3"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<DynamoDbServer> dynamoDb =
          CompletableFuture.supplyAsync(
              () ->
                  DynamoDbServer.start(
                      ports.dynamoDb(), REGION, data.map(root -> folder(root.resolve("dynamodb")))),
              threads);
      SqsServer sqs =
          SqsServer.start(
              ports.sqs(), REGION, ACCOUNT_ID, data.map(root -> folder(root.resolve("sqs"))));
      ResolvedTemplate resolved =
          template.in(new Surroundings(REGION.id(), ACCOUNT_ID, STACK_NAME, sqs.uri(), apis));
      CompletableFuture<Void> tables =
          dynamoDb.thenAcceptAsync(server -> Tables.create(resolved, server.client(own)), threads);
      Queues.create(resolved, sqs.client(own));
      S3Server s3 = S3Server.start(ports.s3(), resolved, objects, keys, sqs.client(own));
      tables.join();
      return new Services(resolved, keys, own, s3, sqs, dynamoDb.join(), temporary);
    }
  }

  /// Uses services that run elsewhere under one address, such as LocalStack.
  ///
  /// @param template whose resources there shall be
  /// @param apis the addresses of the template's APIs
  /// @param endpoint where S3, SQS and DynamoDB answer
  public static Services at(Template template, Map<String, URI> apis, URI endpoint) {
    AccessKeys keys = new AccessKeys();
    AwsBasicCredentials own = keys.issue("stack");
    S3Server s3 = S3Server.at(endpoint, REGION);
    SqsServer sqs = SqsServer.at(endpoint, REGION);
    DynamoDbServer dynamoDb = DynamoDbServer.at(endpoint, REGION);
    ResolvedTemplate resolved =
        template.in(new Surroundings(REGION.id(), ACCOUNT_ID, STACK_NAME, endpoint, apis));
    Tables.create(resolved, dynamoDb.client(own));
    Queues.create(resolved, sqs.client(own));
    Buckets.create(resolved, s3.client(own));
    return new Services(resolved, keys, own, s3, sqs, dynamoDb, Optional.empty());
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("millrace-");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create a temporary folder", e);
    }
  }

  private static Path folder(Path path) {
    try {
      return Files.createDirectories(path.toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + path, e);
    }
  }

  /// {@return the template, resolved for these services}
  public ResolvedTemplate template() {
    return template;
  }

  /// {@return the access keys that the services accept}
  public AccessKeys keys() {
    return keys;
  }

  /// {@return the stack's own access key}
  public AwsBasicCredentials credentials() {
    return own;
  }

  /// {@return S3}
  public S3Server s3() {
    return s3;
  }

  /// {@return SQS}
  public SqsServer sqs() {
    return sqs;
  }

  /// {@return DynamoDB}
  public DynamoDbServer dynamoDb() {
    return dynamoDb;
  }

  /// {@return the name of the template's first bucket}
  public String bucket() {
    return template.resources("AWS::S3::Bucket").getFirst().name();
  }

  /// {@return the variables that lead SDKs to these services}
  public Map<String, String> endpoints() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3", s3.uri().toString(),
        "AWS_ENDPOINT_URL_SQS", sqs.uri().toString(),
        "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.uri().toString());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try (sqs;
          dynamoDb;
          s3) {
        // each is closed, whatever becomes of the others
      } finally {
        temporary.ifPresent(Services::delete);
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }
}
