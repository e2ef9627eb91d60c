package dev.millrace.bench.inference;

import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.image.PictureReader.Reading;
import dev.millrace.inference.djl.DjlImageClassifier;
import dev.millrace.inference.djl.DjlTextEmbedder;
import dev.millrace.inference.djl.PyTorch;
import dev.millrace.inference.image.DecodeLimits;
import dev.millrace.inference.image.ImageIoPictureReader;
import dev.millrace.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Goes through the start of a sandbox step by step, then works on a photo and a long document, and
/// prints how long each step took in milliseconds and what memory was held after it in MB.
final class ColdProbe {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String SENTENCE =
      "The harbour master wrote down every boat that passed the lighthouse before the storm. ";

  private final Map<String, Long> steps = new LinkedHashMap<>();
  private long last = System.nanoTime();

  private ColdProbe() {}

  public static void main(String[] arguments) throws Exception {
    ColdProbe probe = new ColdProbe();
    probe.steps.put("JVM start ms", ManagementFactory.getRuntimeMXBean().getUptime());
    probe.last = System.nanoTime();
    PyTorch.load(1769);
    probe.done("engine");
    DjlImageClassifier classifier = DjlImageClassifier.load(Bundles.classifier());
    probe.done("classifier");
    DjlTextEmbedder embedder = DjlTextEmbedder.load(Bundles.embedder());
    probe.done("embedder");
    Picture picture = photo(classifier);
    probe.done("first photo decoded");
    classifier.probabilities(picture);
    probe.done("first classification");
    embedder.embed(List.of(SENTENCE));
    probe.done("first embedding");
    for (int i = 0; i < 100; i++) {
      classifier.probabilities(photo(classifier));
    }
    for (int i = 0; i < 10; i++) {
      embedder.embed(Collections.nCopies(16, SENTENCE.repeat(16)));
    }
    probe.done("100 photos and 160 chunks");
    probe.steps.put("peak MB", kilobytes("VmHWM") / 1024);
    System.out.println(Json.write(probe.steps));
  }

  private void done(String step) throws IOException {
    steps.put(step + " ms", (System.nanoTime() - last) / 1_000_000);
    steps.put(step + " MB", kilobytes("VmRSS") / 1024);
    last = System.nanoTime();
  }

  private static Picture photo(DjlImageClassifier classifier) throws IOException {
    Reading reading =
        new ImageIoPictureReader(DecodeLimits.DEFAULT, Clock.systemUTC())
            .read(Files.readAllBytes(Bundles.photo()), classifier.description().frame());
    return switch (reading) {
      case Reading.Decoded(Picture picture) -> picture;
      case Reading.Refused refused -> throw new IOException(refused.reason().message());
    };
  }

  private static long kilobytes(String field) throws IOException {
    if (!Files.exists(STATUS)) {
      return 0; // told on Linux only
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
