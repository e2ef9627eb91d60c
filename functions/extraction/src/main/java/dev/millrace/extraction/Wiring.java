package dev.millrace.extraction;

import dev.millrace.aws.Clients;
import dev.millrace.extraction.charset.ChardetGuess;
import dev.millrace.extraction.core.Budget;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.DocumentFormat;
import dev.millrace.extraction.core.DocumentOutputs;
import dev.millrace.extraction.core.DocumentReader;
import dev.millrace.extraction.core.Elsewhere;
import dev.millrace.extraction.core.ExtractDocument;
import dev.millrace.extraction.core.FetchOriginal;
import dev.millrace.extraction.core.Workspace;
import dev.millrace.extraction.core.text.Charsets;
import dev.millrace.extraction.csv.CsvExtractor;
import dev.millrace.extraction.detect.TikaContentDetector;
import dev.millrace.extraction.jsonl.JsonLinesOutputs;
import dev.millrace.extraction.jsonl.JsonLinesSpools;
import dev.millrace.extraction.mail.MailExtractor;
import dev.millrace.extraction.office.OfficeExtractor;
import dev.millrace.extraction.pdf.PageRecognizer;
import dev.millrace.extraction.pdf.PdfExtractor;
import dev.millrace.extraction.rtf.RtfExtractor;
import dev.millrace.extraction.sqs.DocumentMessages;
import dev.millrace.extraction.sqs.HeavyQueue;
import dev.millrace.extraction.text.PlainTextExtractor;
import dev.millrace.extraction.web.EpubExtractor;
import dev.millrace.extraction.web.HtmlExtractor;
import dev.millrace.extraction.web.HtmlText;
import dev.millrace.flag.Flags;
import dev.millrace.id.Ids;
import dev.millrace.intake.Intake;
import dev.millrace.secret.kms.SecretBoxes;
import dev.millrace.upload.DocumentPasswords;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Priority;
import dev.millrace.upload.s3.S3Objects;
import dev.millrace.upload.sqs.SqsArrivals;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Puts this function together, and the heavy extraction, which is this one with more to it.
final class Wiring {
  private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";
  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";
  private static final Charsets CHARSETS = new Charsets(new ChardetGuess());

  private static final int SANDBOX_ENDED = 1;

  private Wiring() {}

  /// {@return what takes in the documents that messages tell of}
  ///
  /// @param more media type → how such documents are read, which the ordinary extraction does not
  /// @param recognizer reads the pages that are pictures of text
  static DocumentMessages documentMessages(
      ExtractionConfig config, Map<String, DocumentFormat> more, PageRecognizer recognizer) {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    SqsClient sqs = Clients.of(SqsClient.builder());
    Intake intake =
        new Intake(
            config.intake(),
            Clients.of(DynamoDbClient.builder()),
            Clients.patient(S3Client.builder()),
            clock);
    S3Objects objects = intake.objects();
    Duration handOver = config.intake().runLease();
    Elsewhere elsewhere = elsewhere(config, sqs, intake.flags());
    Map<String, DocumentFormat> formats =
        new HashMap<>(formats(config, intake.flags(), recognizer));
    formats.putAll(more);
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
            new DocumentPasswords(
                SecretBoxes.of(config.secretKey(), random, () -> Clients.of(KmsClient.builder()))),
            new DocumentReader(
                new FetchOriginal(objects),
                formats,
                elsewhere,
                intake.runs(),
                new JsonLinesSpools(objects),
                outputs,
                workspace,
                new Budget(config.maxMemoryBytes(), workspace::freeBytes),
                () -> Runtime.getRuntime().halt(SANDBOX_ENDED),
                clock),
            outputs,
            new SqsArrivals(sqs, config.intake().bucket(), config.queueUrls(), Map.of()),
            elsewhere,
            handOver,
            clock);
    Ids ids = new Ids(clock, random);
    Set<String> queueUrls = Set.copyOf(config.queueUrls().values());
    return new DocumentMessages(
        documents,
        intake.turns(sqs, queueUrls, ids, random),
        intake.leases(sqs, queueUrls),
        ids,
        clock);
  }

  private static Elsewhere elsewhere(ExtractionConfig config, SqsClient sqs, Flags flags) {
    if (config.heavyQueueUrl().isEmpty()) {
      return Elsewhere.NOWHERE;
    }
    Map<Priority, String> queues =
        Map.of(
            Priority.NORMAL, config.heavyQueueUrl(),
            Priority.HIGH, config.heavyQueueUrl());
    return new HeavyQueue(new SqsArrivals(sqs, config.intake().bucket(), queues, Map.of()), flags);
  }

  private static Map<String, DocumentFormat> formats(
      ExtractionConfig config, Flags flags, PageRecognizer recognizer) {
    DocumentFormat pdf =
        DocumentFormat.paged(new PdfExtractor(flags, recognizer), config.maxPdfBytes())
            .readByRanges();
    DocumentFormat csv = DocumentFormat.text(new CsvExtractor(CHARSETS), config.maxCsvBytes());
    DocumentFormat text =
        DocumentFormat.text(new PlainTextExtractor(CHARSETS), config.maxTextBytes());
    DocumentFormat html = DocumentFormat.text(new HtmlExtractor(CHARSETS), config.maxTextBytes());
    DocumentFormat openDocument = office(OfficeExtractor.openDocument(), config);
    return Map.ofEntries(
        Map.entry("application/pdf", pdf),
        Map.entry("text/csv", csv),
        Map.entry("text/plain", text),
        Map.entry("text/markdown", text),
        Map.entry("application/json", text),
        Map.entry("application/xml", text),
        Map.entry("text/html", html),
        Map.entry(Kind.ENCRYPTED_OFFICE, office(OfficeExtractor.encrypted(), config)),
        Map.entry("application/epub+zip", office(new EpubExtractor(), config)),
        Map.entry("application/rtf", office(new RtfExtractor(), config)),
        Map.entry("message/rfc822", office(new MailExtractor(CHARSETS, new HtmlText()), config)),
        Map.entry(OPEN_XML + "wordprocessingml.document", office(OfficeExtractor.docx(), config)),
        Map.entry(OPEN_XML + "spreadsheetml.sheet", office(OfficeExtractor.xlsx(), config)),
        Map.entry(OPEN_XML + "presentationml.presentation", office(OfficeExtractor.pptx(), config)),
        Map.entry(OPEN_DOCUMENT + "text", openDocument),
        Map.entry(OPEN_DOCUMENT + "spreadsheet", openDocument),
        Map.entry(OPEN_DOCUMENT + "presentation", openDocument));
  }

  private static DocumentFormat office(DocumentExtractor extractor, ExtractionConfig config) {
    return DocumentFormat.text(extractor, config.maxPdfBytes());
  }
}
