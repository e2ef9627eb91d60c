package dev.millrace.extraction;

import dev.millrace.aws.Clients;
import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.DocumentFormat;
import dev.millrace.extraction.core.DocumentOutputs;
import dev.millrace.extraction.core.DocumentReader;
import dev.millrace.extraction.core.ExtractDocument;
import dev.millrace.extraction.core.FetchOriginal;
import dev.millrace.extraction.core.Workspace;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.csv.CsvExtractor;
import dev.millrace.extraction.detect.TikaContentDetector;
import dev.millrace.extraction.jsonl.JsonLinesOutputs;
import dev.millrace.extraction.jsonl.JsonLinesSpools;
import dev.millrace.extraction.pdf.PdfExtractor;
import dev.millrace.extraction.sqs.DocumentMessages;
import dev.millrace.extraction.text.PlainTextExtractor;
import dev.millrace.id.Ids;
import dev.millrace.lambda.MessageLeases;
import dev.millrace.lambda.MessageVisibility;
import dev.millrace.upload.Admission;
import dev.millrace.upload.RunStore;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.dynamodb.DynamoRuns;
import dev.millrace.upload.dynamodb.DynamoUploads;
import dev.millrace.upload.s3.S3Objects;
import dev.millrace.upload.sqs.SqsArrivals;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Puts this function together.
final class Wiring {
  private static final Charsets CHARSETS = new Charsets(new ChardetGuess());

  private Wiring() {}

  static DocumentMessages documentMessages(ExtractionConfig config) {
    Clock clock = Clock.systemUTC();
    DynamoDbClient dynamoDb = Clients.of(DynamoDbClient.builder());
    S3Objects objects = new S3Objects(Clients.of(S3Client.builder()), config.bucket());
    RunStore runs = new DynamoRuns(dynamoDb, config.uploadsTable(), clock);
    String region = dynamoDb.serviceClientConfiguration().region().id();
    Uploads uploads =
        new Uploads(new DynamoUploads(dynamoDb, config.uploadsTable(), region), clock);
    SqsClient sqs = Clients.of(SqsClient.builder());
    MessageVisibility visibility =
        new MessageVisibility(sqs, config.queueUrls().values(), config.messageVisibility());
    DocumentOutputs outputs = new JsonLinesOutputs(objects);
    String temporary = System.getProperty("java.io.tmpdir");
    // Where PDFBox keeps its list of the machine's fonts, else in the user's home.
    System.setProperty("pdfbox.fontcache", temporary);
    Workspace workspace = new Workspace(Path.of(temporary, "millrace-extraction"));
    workspace.deleteLeftovers();
    ExtractDocument documents =
        new ExtractDocument(
            new Admission(
                uploads,
                runs,
                objects,
                new TikaContentDetector(CHARSETS),
                config.runLease(),
                clock),
            uploads,
            new DocumentReader(
                new FetchOriginal(objects),
                formats(config),
                runs,
                new JsonLinesSpools(objects),
                outputs,
                workspace,
                clock),
            outputs,
            new SqsArrivals(sqs, config.bucket(), config.queueUrls(), Map.of()),
            config.runLease(),
            clock);
    return new DocumentMessages(
        documents,
        new MessageLeases(runs, visibility, config.runLease()),
        new Ids(clock, new SecureRandom()),
        clock);
  }

  private static Map<String, DocumentFormat> formats(ExtractionConfig config) {
    DocumentFormat text =
        DocumentFormat.text(new PlainTextExtractor(CHARSETS), config.maxTextBytes());
    return Map.of(
        "application/pdf", DocumentFormat.paged(new PdfExtractor(), config.maxPdfBytes()),
        "text/csv", DocumentFormat.text(new CsvExtractor(CHARSETS), config.maxCsvBytes()),
        "text/plain", text,
        "text/markdown", text,
        "application/json", text,
        "application/xml", text);
  }
}
