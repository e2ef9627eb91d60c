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
import dev.millrace.intake.Intake;
import dev.millrace.lambda.Work;
import dev.millrace.limit.RateLimiter;
import dev.millrace.limit.dynamodb.DynamoUsage;
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
    Intake intake =
        new Intake(
            config.intake(),
            Clients.of(DynamoDbClient.builder()),
            Clients.of(S3Client.builder()),
            clock);
    PyTorch.load(config.memoryMegabytes());
    ImageClassifier classifier = DjlImageClassifier.load(classifierIn(config.modelDir()));
    TextEmbedder embedder = DjlTextEmbedder.load(embedderIn(config.modelDir()));
    ClassifyImage images =
        new ClassifyImage(
            intake.admission(new SignatureDetector()),
            intake.uploads(),
            intake.objects(),
            new ImageIoPictureReader(DecodeLimits.DEFAULT, clock),
            classifier,
            clock);
    UnderstandDocument documents =
        new UnderstandDocument(
            new TakeOver(intake.uploads(), intake.runs(), intake.claims()),
            intake.uploads(),
            new DerivedDocumentParts(intake.objects()),
            embedder,
            new TextLimits(config.maxEmbeddings(), MAX_SENTENCES),
            intake.flags(),
            clock);
    return new InferenceMessages(
        images,
        documents,
        intake.leases(Clients.of(SqsClient.builder()), config.queueUrls()),
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
