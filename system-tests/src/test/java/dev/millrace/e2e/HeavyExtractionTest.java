package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.extraction.pdf.PageRecognizer;
import dev.millrace.extraction.pdf.ocr.OcrRecognizer;
import dev.millrace.extraction.sqs.HeavyQueue;
import dev.millrace.flag.FlagRule;
import dev.millrace.flag.FlagStore;
import dev.millrace.flag.dynamodb.DynamoFlags;
import dev.millrace.json.Json;
import dev.millrace.local.Services;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
class HeavyExtractionTest {
  @TempDir private Path folder;

  @Test
  void anOldWorkbookIsReadToo() throws IOException, InterruptedException {
    Path file = folder.resolve("prices.xls");
    try (HSSFWorkbook workbook = new HSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      workbook.createSheet("Prices").createRow(0).createCell(0).setCellValue("plums");
      workbook.write(out);
    }
    String id = Stack.send(file, "application/vnd.ms-excel");

    assertThat(Stack.ended(id).path("state").asText()).isEqualTo("COMPLETED");
    assertThat(extracted(id).path("pages").asInt()).isEqualTo(1);
  }

  @Test
  void aScannedPageIsReadWhereOcrIsTurnedOn() throws IOException, InterruptedException {
    assumeThat(OcrRecognizer.installed("eng"))
        .as("tesseract with its English data is not installed, so OCR is not tested")
        .isNotSameAs(PageRecognizer.NONE);
    flags()
        .save(
            new FlagRule(
                HeavyQueue.OCR.key(), null, Map.of("local", Json.tree((Object) true)), null));
    String id = Stack.send(Pdfs.writeScanned(folder.resolve("scan.pdf")), "application/pdf");

    JsonNode upload = Stack.ended(id);
    assertThat(upload.path("state").asText()).isEqualTo("COMPLETED");
    assertThat(upload.path("warnings")).isEmpty();
    assertThat(extracted(id).path("chars").asInt()).isEqualTo("Page 1.".length());
  }

  private static JsonNode extracted(String id) throws InterruptedException {
    return Stack.noticesWith(id, "document.extracted").stream()
        .filter(notice -> notice.type().equals("document.extracted"))
        .findFirst()
        .orElseThrow()
        .data();
  }

  private static FlagStore flags() {
    Services services = Stack.LOCAL.services();
    return new DynamoFlags(
        services.dynamoDb().client(services.credentials()),
        services.template().output("ControlTable").orElseThrow());
  }
}
