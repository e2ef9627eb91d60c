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
import dev.millrace.flag.Flags;
import dev.millrace.id.Ids;
import dev.millrace.intake.Intake;
import dev.millrace.upload.s3.S3Objects;
import dev.millrace.upload.sqs.SqsArrivals;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
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
    SqsClient sqs = Clients.of(SqsClient.builder());
    Intake intake =
        new Intake(
            config.intake(),
            Clients.of(DynamoDbClient.builder()),
            Clients.of(S3Client.builder()),
            clock);
    S3Objects objects = intake.objects();
    Duration handOver = config.intake().runLease();
    DocumentOutputs outputs = new JsonLinesOutputs(objects);
    String temporary = System.getProperty("java.io.tmpdir");
    // Where PDFBox keeps its list of the machine's fonts, else in the user's home.
    System.setProperty("pdfbox.fontcache", temporary);
    Workspace workspace = new Workspace(Path.of(temporary, "millrace-extraction"));
    workspace.deleteLeftovers();
    ExtractDocument documents =
        new ExtractDocument(
            intake.admission(new TikaContentDetector(CHARSETS)),
            intake.uploads(),
            new DocumentReader(
                new FetchOriginal(objects),
                formats(config, intake.flags()),
                intake.runs(),
                new JsonLinesSpools(objects),
                outputs,
                workspace,
                clock),
            outputs,
            new SqsArrivals(sqs, config.intake().bucket(), config.queueUrls(), Map.of()),
            handOver,
            clock);
    return new DocumentMessages(
        documents,
        intake.leases(sqs, config.queueUrls().values()),
        new Ids(clock, new SecureRandom()),
        clock);
  }

  private static Map<String, DocumentFormat> formats(ExtractionConfig config, Flags flags) {
    DocumentFormat text =
        DocumentFormat.text(new PlainTextExtractor(CHARSETS), config.maxTextBytes());
    return Map.of(
        "application/pdf", DocumentFormat.paged(new PdfExtractor(flags), config.maxPdfBytes()),
        "text/csv", DocumentFormat.text(new CsvExtractor(CHARSETS), config.maxCsvBytes()),
        "text/plain", text,
        "text/markdown", text,
        "application/json", text,
        "application/xml", text);
  }
}
