package dev.millrace.extraction;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.millrace.extraction.core.DocumentFormat;
import dev.millrace.extraction.ole.OleExtractor;
import dev.millrace.extraction.pdf.ocr.OcrRecognizer;
import dev.millrace.lambda.PowertoolsTracer;
import dev.millrace.lambda.Work;
import dev.millrace.upload.Kind;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// SQS entry point: each message tells of a document that the ordinary extraction has sent on. This
/// function reads all that the other does, and scanned pages and old Office documents besides.
public final class HeavyExtractionHandler
    implements RequestHandler<Map<String, Object>, SQSBatchResponse> {
  private final ExtractionHandler handler;

  /// Called once by Lambda at init.
  public HeavyExtractionHandler() {
    HeavyExtractionConfig config = HeavyExtractionConfig.from(System.getenv());
    DocumentFormat ole = DocumentFormat.text(new OleExtractor(), config.maxLegacyBytes());
    handler =
        new ExtractionHandler(
            Wiring.documentMessages(
                config.extraction(),
                Kind.LEGACY_OFFICE.contentTypes().stream()
                    .collect(Collectors.toMap(Function.identity(), _ -> ole)),
                OcrRecognizer.installed(config.languages())),
            new Work(new PowertoolsTracer()));
  }

  @Override
  public SQSBatchResponse handleRequest(Map<String, Object> event, Context context) {
    return handler.handleRequest(event, context);
  }
}
