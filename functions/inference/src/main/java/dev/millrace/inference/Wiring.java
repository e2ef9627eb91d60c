package dev.millrace.inference;

import dev.millrace.aws.Clients;
import dev.millrace.flag.Flags;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.http.ClientAddress;
import dev.millrace.http.RateGate;
import dev.millrace.http.Router;
import dev.millrace.id.Ids;
import dev.millrace.idempotency.Idempotency;
import dev.millrace.idempotency.dynamodb.DynamoKeptRequests;
import dev.millrace.inference.core.ClassifyImage;
import dev.millrace.inference.core.TakeOver;
import dev.millrace.inference.core.TextLimits;
import dev.millrace.inference.core.UnderstandDocument;
import dev.millrace.inference.core.image.ClassifierDescription;
import dev.millrace.inference.core.image.Classifiers;
import dev.millrace.inference.core.image.ImageClassifier;
import dev.millrace.inference.core.model.CircuitBreaker;
import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.model.Embeddings;
import dev.millrace.inference.core.model.GuardedEmbedder;
import dev.millrace.inference.core.model.TextEmbedder;
import dev.millrace.inference.core.search.PassageIndex;
import dev.millrace.inference.core.search.PassageStore;
import dev.millrace.inference.core.search.SearchDocuments;
import dev.millrace.inference.core.summary.SummarizeRequest;
import dev.millrace.inference.core.summary.SummarizeText;
import dev.millrace.inference.core.thought.CaptureThought;
import dev.millrace.inference.derived.DerivedDocumentParts;
import dev.millrace.inference.derived.DerivedPassages;
import dev.millrace.inference.djl.DjlImageClassifier;
import dev.millrace.inference.djl.DjlTextEmbedder;
import dev.millrace.inference.djl.PyTorch;
import dev.millrace.inference.dynamodb.DynamoCatalog;
import dev.millrace.inference.dynamodb.DynamoKnowledge;
import dev.millrace.inference.http.ModelRoutes;
import dev.millrace.inference.http.SearchRoutes;
import dev.millrace.inference.http.ThoughtRoutes;
import dev.millrace.inference.image.DecodeLimits;
import dev.millrace.inference.image.ImageIoPictureReader;
import dev.millrace.inference.image.SignatureDetector;
import dev.millrace.inference.search.ScanLimits;
import dev.millrace.inference.search.ScannedPassages;
import dev.millrace.inference.sqs.InferenceMessages;
import dev.millrace.intake.Intake;
import dev.millrace.lambda.LogLine;
import dev.millrace.lambda.Tracer;
import dev.millrace.lambda.Work;
import dev.millrace.limit.RateLimiter;
import dev.millrace.limit.dynamodb.DynamoUsage;
import dev.millrace.upload.ResultPart.Model;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.s3.S3Objects;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Puts both functions together. Models are loaded here, that is once for the life of a sandbox.
final class Wiring {
  private static final Work INIT = new Work(Tracer.NONE);
  private static final String MODEL_LOADED = "model.loaded";
  private static final int MAX_SENTENCES = 400;
  private static final int MAX_SENTENCES_AT_ONCE = 200;
  private static final int LOADERS = 16;

  private Wiring() {}

  static InferenceMessages messages(InferenceConfig config) {
    Clock clock = Clock.systemUTC();
    Intake intake = new Intake(config.intake(), Clients.of(DynamoDbClient.builder()), s3(), clock);
    PyTorch.load(config.memoryMegabytes());
    Classifiers classifiers =
        new Classifiers(
            classifier(config.models().classifier(Wiring::s3)),
            config.models().candidate(Wiring::s3).map(Wiring::classifier),
            intake.flags());
    TextEmbedder embedder = embedder(config.models().embedder());
    ClassifyImage images =
        new ClassifyImage(
            intake.admission(new SignatureDetector()),
            intake.uploads(),
            intake.objects(),
            new ImageIoPictureReader(DecodeLimits.DEFAULT, clock),
            classifiers,
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
    SqsClient sqs = Clients.of(SqsClient.builder());
    SecureRandom random = new SecureRandom();
    Ids ids = new Ids(clock, random);
    return new InferenceMessages(
        images,
        documents,
        intake.turns(sqs, config.queueUrls(), ids, random),
        intake.leases(sqs, config.queueUrls()),
        ids);
  }

  static Router router(InferenceHttpConfig config, Work work) {
    PyTorch.load(config.memoryMegabytes());
    Clock clock = Clock.systemUTC();
    DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
    String region = dynamoDb.serviceClientConfiguration().region().id();
    Flags flags = new Flags(new DynamoFlags(dynamoDb, config.controlTable()), Flags.MAX_AGE, clock);
    TextEmbedder embedder =
        new GuardedEmbedder(
            embedder(config.models().embedder()),
            new CircuitBreaker(CircuitBreaker.Settings.DEFAULT, clock));
    SummarizeText summaries = new SummarizeText(new Embeddings(embedder), MAX_SENTENCES_AT_ONCE);
    DynamoKnowledge knowledge = new DynamoKnowledge(dynamoDb, config.uploadsTable(), region);
    PassageStore passages =
        new DerivedPassages(
            new DynamoUploads(dynamoDb, config.uploadsTable(), region),
            new S3Objects(s3(), config.bucket()));
    PassageIndex index =
        new ScannedPassages(
            new DynamoCatalog(dynamoDb, config.uploadsTable()),
            passages,
            embedder.description(),
            ScanLimits.DEFAULT,
            Executors.newFixedThreadPool(LOADERS, Thread.ofVirtual().factory()));
    Idempotency idempotency =
        new Idempotency(
            new DynamoKeptRequests(dynamoDb, config.controlTable()),
            new Ids(clock, new SecureRandom())::next,
            clock);
    Router router = new Router(work, gate(config, dynamoDb, flags, clock));
    new ModelRoutes(
            descriptions(config.models()),
            embedder.description(),
            clock.instant(),
            new SummarizeRequest(
                summaries, embedder.description().model(), knowledge, flags, clock),
            idempotency)
        .addTo(router);
    new ThoughtRoutes(
            new CaptureThought(embedder, summaries, index, knowledge, flags, clock),
            knowledge,
            idempotency)
        .addTo(router);
    return new SearchRoutes(new SearchDocuments(embedder, index, passages)).addTo(router);
  }

  private static RateGate gate(
      InferenceHttpConfig config, DynamoDbClient dynamoDb, Flags flags, Clock clock) {
    RateLimiter limiter =
        new RateLimiter(new DynamoUsage(dynamoDb, config.controlTable(), clock), flags, clock);
    return new RateGate(limiter, new ClientAddress(config.trustedProxies()));
  }

  /// {@return what is told of the classifiers, which this function does not load}
  private static List<ClassifierDescription> descriptions(ModelSources models) {
    return Stream.concat(
            Stream.of(models.classifier(Wiring::s3)), models.candidate(Wiring::s3).stream())
        .map(DjlImageClassifier::describe)
        .toList();
  }

  private static ImageClassifier classifier(Path folder) {
    return INIT.unit(
        MODEL_LOADED,
        line -> {
          ImageClassifier classifier = DjlImageClassifier.load(folder);
          ClassifierDescription description = classifier.description();
          tell(line, "image-classifier", description.model(), description.sha256());
          line.put("classes", description.classes().size());
          return classifier;
        });
  }

  private static TextEmbedder embedder(Path folder) {
    return INIT.unit(
        MODEL_LOADED,
        line -> {
          TextEmbedder embedder = DjlTextEmbedder.load(folder);
          EmbedderDescription description = embedder.description();
          tell(line, "text-embedder", description.model(), description.sha256());
          line.put("dimension", description.dimension());
          return embedder;
        });
  }

  private static void tell(LogLine line, String type, Model model, String sha256) {
    line.put("model", model.name())
        .put("version", model.version())
        .put("type", type)
        .put("sha256", sha256);
  }

  private static S3Client s3() {
    return Clients.patient(S3Client.builder());
  }
}
