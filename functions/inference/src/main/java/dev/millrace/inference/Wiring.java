package dev.millrace.inference;

import dev.millrace.aws.Clients;
import dev.millrace.flag.Flags;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.http.ClientAddress;
import dev.millrace.http.RateGate;
import dev.millrace.http.Router;
import dev.millrace.id.Ids;
import dev.millrace.inference.core.ClassifyImage;
import dev.millrace.inference.core.Embeddings;
import dev.millrace.inference.core.ImageClassifier;
import dev.millrace.inference.core.SummarizeText;
import dev.millrace.inference.core.TakeOver;
import dev.millrace.inference.core.TextEmbedder;
import dev.millrace.inference.core.TextLimits;
import dev.millrace.inference.core.UnderstandDocument;
import dev.millrace.inference.derived.DerivedDocumentParts;
import dev.millrace.inference.djl.DjlImageClassifier;
import dev.millrace.inference.djl.DjlTextEmbedder;
import dev.millrace.inference.djl.PyTorch;
import dev.millrace.inference.http.ModelRoutes;
import dev.millrace.inference.image.DecodeLimits;
import dev.millrace.inference.image.ImageIoPictureReader;
import dev.millrace.inference.image.SignatureDetector;
import dev.millrace.inference.sqs.InferenceMessages;
import dev.millrace.lambda.MessageLeases;
import dev.millrace.lambda.MessageVisibility;
import dev.millrace.lambda.Work;
import dev.millrace.limit.RateLimiter;
import dev.millrace.limit.dynamodb.DynamoUsage;
import dev.millrace.upload.Admission;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.dynamodb.DynamoRuns;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.s3.S3Objects;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Puts both functions together. Models are loaded here, that is once for the life of a sandbox.
final class Wiring {
  private static final int MAX_SENTENCES = 400;
  private static final int MAX_SENTENCES_AT_ONCE = 200;

  private Wiring() {}

  static InferenceMessages messages(InferenceConfig config) {
    Clock clock = Clock.systemUTC();
    DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
    S3Objects objects = new S3Objects(Clients.of(S3Client.builder()), config.bucket());
    RunStore runs = new DynamoRuns(dynamoDb, config.uploadsTable(), clock);
    String region = dynamoDb.serviceClientConfiguration().region().id();
    Uploads uploads =
        new Uploads(new DynamoUploads(dynamoDb, config.uploadsTable(), region), clock);
    MessageVisibility visibility =
        new MessageVisibility(
            Clients.of(SqsClient.builder()), config.queueUrls(), config.messageVisibility());
    PyTorch.load(config.memoryMegabytes());
    ImageClassifier classifier = DjlImageClassifier.load(classifierIn(config.modelDir()));
    TextEmbedder embedder = DjlTextEmbedder.load(embedderIn(config.modelDir()));
    ClassifyImage images =
        new ClassifyImage(
            new Admission(
                uploads, runs, objects, new SignatureDetector(), config.runLease(), clock),
            uploads,
            objects,
            new ImageIoPictureReader(DecodeLimits.DEFAULT, clock),
            classifier,
            clock);
    UnderstandDocument documents =
        new UnderstandDocument(
            new TakeOver(uploads, runs, config.runLease(), clock),
            uploads,
            new DerivedDocumentParts(objects),
            embedder,
            new TextLimits(config.maxEmbeddings(), MAX_SENTENCES),
            new Flags(new DynamoFlags(dynamoDb, config.controlTable()), Flags.MAX_AGE, clock),
            clock);
    return new InferenceMessages(
        images,
        documents,
        new MessageLeases(runs, visibility, config.runLease()),
        new Ids(clock, new SecureRandom()));
  }

  static Router router(InferenceHttpConfig config, Work work) {
    PyTorch.load(config.memoryMegabytes());
    TextEmbedder embedder = DjlTextEmbedder.load(embedderIn(config.modelDir()));
    return new ModelRoutes(
            DjlImageClassifier.describe(classifierIn(config.modelDir())),
            embedder.description(),
            new SummarizeText(new Embeddings(embedder), MAX_SENTENCES_AT_ONCE))
        .addTo(new Router(work, gate(config)));
  }

  private static RateGate gate(InferenceHttpConfig config) {
    Clock clock = Clock.systemUTC();
    DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
    Flags flags = new Flags(new DynamoFlags(dynamoDb, config.controlTable()), Flags.MAX_AGE, clock);
    RateLimiter limiter =
        new RateLimiter(new DynamoUsage(dynamoDb, config.controlTable(), clock), flags, clock);
    return new RateGate(limiter, new ClientAddress(config.trustedProxies()));
  }

  private static Path classifierIn(Path modelDir) {
    return modelDir.resolve("classifier");
  }

  private static Path embedderIn(Path modelDir) {
    return modelDir.resolve("embedder");
  }
}
