package dev.millrace.bench.inference;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.onnxruntime.OrtException;
import dev.millrace.bench.Quantiles;
import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.djl.DjlImageClassifier;
import dev.millrace.inference.djl.DjlTextEmbedder;
import dev.millrace.inference.djl.PyTorch;
import dev.millrace.inference.djl.TokenBatch;
import dev.millrace.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Calls our models and their peers by turns on one thread, so that whatever else the machine does
/// meets both alike, and prints how long a call of each takes in milliseconds of that thread's
/// processor time: the median of five runs' medians.
final class SpeedProbe {
  private static final int RUNS = 5;
  private static final int SIZE = 224;

  private final double secondsPerRun;
  private final Map<String, Double> medians = new TreeMap<>();

  private SpeedProbe(double secondsPerRun) {
    this.secondsPerRun = secondsPerRun;
  }

  /// Compares.
  ///
  /// @param arguments seconds that a run takes
  public static void main(String[] arguments) throws Exception {
    PyTorch.load(1769);
    SpeedProbe probe = new SpeedProbe(Double.parseDouble(arguments[0]));
    probe.sentences(8, 64);
    probe.sentences(8, 256);
    probe.pictures();
    System.out.println(Json.write(probe.medians));
  }

  private void sentences(int rows, int columns) throws OrtException {
    DjlTextEmbedder ours = DjlTextEmbedder.load(Bundles.embedder());
    TokenBatch tokens = tokens(rows, columns);
    try (OnnxEmbedder peer = new OnnxEmbedder(Bundles.onnx())) {
      String shape = rows + "x" + columns;
      compare(
          "onnx " + shape, () -> peer.run(tokens), "millrace " + shape, () -> ours.embed(tokens));
    }
  }

  private void pictures() throws IOException, ModelNotFoundException, MalformedModelException {
    DjlImageClassifier ours = DjlImageClassifier.load(Bundles.classifier());
    Picture picture = new Picture(640, 480, pixels());
    try (ZooModel<NDList, NDList> model = bare();
        Predictor<NDList, NDList> predictor = model.newPredictor();
        NDManager manager = model.getNDManager().newSubManager()) {
      NDList input =
          new NDList(manager.create(new float[3 * SIZE * SIZE], new Shape(1, 3, SIZE, SIZE)));
      compare(
          "torchscript picture",
          () -> {
            try (NDList output = predictor.predict(input)) {
              output.head().toFloatArray();
            }
          },
          "millrace picture",
          () -> ours.probabilities(picture));
    }
  }

  private void compare(String peerName, Call peer, String ourName, Call ours) {
    List<Double> peerRuns = new ArrayList<>();
    List<Double> ourRuns = new ArrayList<>();
    millis(peer);
    millis(ours);
    for (int run = 0; run < RUNS; run++) {
      List<Double> peerMillis = new ArrayList<>();
      List<Double> ourMillis = new ArrayList<>();
      long end = System.nanoTime() + (long) (secondsPerRun * 1e9);
      do {
        peerMillis.add(millis(peer));
        ourMillis.add(millis(ours));
      } while (System.nanoTime() < end || ourMillis.size() < 3);
      peerRuns.add(median(peerMillis));
      ourRuns.add(median(ourMillis));
    }
    medians.put(peerName, median(peerRuns));
    medians.put(ourName, median(ourRuns));
  }

  private static double median(List<Double> values) {
    return Quantiles.of(values.stream().mapToDouble(Double::doubleValue).toArray()).median();
  }

  private static double millis(Call call) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    run(call);
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
  }

  private static void run(Call call) {
    try {
      call.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ZooModel<NDList, NDList> bare()
      throws IOException, ModelNotFoundException, MalformedModelException {
    return Criteria.builder()
        .setTypes(NDList.class, NDList.class)
        .optEngine("PyTorch")
        .optModelPath(Bundles.classifier())
        .optModelName("model")
        .optTranslator(new NoopTranslator())
        .build()
        .loadModel();
  }

  private static TokenBatch tokens(int rows, int columns) {
    Random random = new Random(1);
    long[] ids = new long[rows * columns];
    long[] mask = new long[rows * columns];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = random.nextInt(1000, 26_000);
      mask[i] = 1;
    }
    return new TokenBatch(rows, ids, mask);
  }

  private static int[] pixels() {
    return new Random(1).ints(SIZE * SIZE, 0, 0x1000000).toArray();
  }

  @FunctionalInterface
  private interface Call {
    void run() throws Exception;
  }
}
