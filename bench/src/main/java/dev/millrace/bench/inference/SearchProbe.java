package dev.millrace.bench.inference;

import dev.millrace.bench.Quantiles;
import dev.millrace.inference.core.model.EmbedderDescription;
import dev.millrace.inference.core.search.DocumentVectors;
import dev.millrace.inference.core.search.PassageStore;
import dev.millrace.inference.search.ScanLimits;
import dev.millrace.inference.search.ScannedPassages;
import dev.millrace.json.Json;
import dev.millrace.upload.ResultPart.Model;
import dev.millrace.upload.SearchableDocument;
import dev.millrace.upload.UploadRef;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Searches a hundred thousand chunks, all of them in memory, and prints how long that takes.
final class SearchProbe {
  private static final int DOCUMENTS = 250;
  private static final int CHUNKS = 400;
  private static final int DIMENSION = 384;
  private static final int WARM_UPS = 30;

  private SearchProbe() {}

  /// Searches.
  ///
  /// @param arguments how often
  public static void main(String[] arguments) {
    Random random = new Random(1);
    List<SearchableDocument> documents =
        IntStream.range(0, DOCUMENTS).mapToObj(SearchProbe::document).toList();
    ScannedPassages index =
        new ScannedPassages(
            (tenant, limit) -> documents,
            new MadeUp(random),
            new EmbedderDescription(
                new Model("made-up", "1"), "none", DIMENSION, 256, List.of("en")),
            ScanLimits.DEFAULT,
            Runnable::run);
    double[] millis = new double[Integer.parseInt(arguments[0])];
    for (int i = -WARM_UPS; i < millis.length; i++) {
      float[] question = vector(random);
      long start = System.nanoTime();
      index.nearest("bench", question, 10);
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Quantiles quantiles = Quantiles.of(millis);
    System.out.println(
        Json.write(
            Map.of(
                "chunks", DOCUMENTS * CHUNKS,
                "p50", quantiles.median(),
                "p99", quantiles.at(.99))));
  }

  private static SearchableDocument document(int number) {
    return new SearchableDocument(
        new UploadRef("bench", "up_" + number), "run_" + number, number + ".pdf");
  }

  private static float[] vector(Random random) {
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  private record MadeUp(Random random) implements PassageStore {
    @Override
    public DocumentVectors vectors(SearchableDocument document, EmbedderDescription embedder) {
      return new DocumentVectors(
          IntStream.range(0, CHUNKS).toArray(),
          IntStream.range(0, CHUNKS).mapToObj(_ -> vector(random)).toArray(float[][]::new));
    }

    @Override
    public List<Text> texts(SearchableDocument document, Set<Integer> ordinals) {
      return List.of();
    }
  }
}
