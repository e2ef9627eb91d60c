package dev.millrace.fit;

import dev.millrace.inference.djl.PyTorch;
import dev.millrace.inference.image.DecodeLimits;
import dev.millrace.inference.image.ImageIoPictureReader;
import dev.millrace.models.EfficientNetLite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/// `./millrace model fit DIR --out BUNDLE`.
public final class Main {
  private static final int MEGABYTES_PER_PROCESSOR = 1769;
  private static final int USAGE_ERROR = 2;

  private Main() {}

  /// Fits.
  ///
  /// @param arguments the repository, the folder of wheels, then what the user typed
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 5 || !arguments[3].equals("--out")) {
      System.err.println("usage: ./millrace model fit DIR --out BUNDLE");
      System.exit(USAGE_ERROR);
    }
    Path repository = Path.of(arguments[0]);
    PyTorch.load(MEGABYTES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
    try {
      new FitModel(
              EfficientNetLite.fetch(
                  repository.resolve("model-builder/model-sources.txt"), Path.of(arguments[1])),
              new ImageIoPictureReader(DecodeLimits.DEFAULT, Clock.systemUTC()),
              System.out)
          .run(
              Path.of(arguments[2]),
              repository.resolve("model-builder/target/models/classifier"),
              Path.of(arguments[4]));
    } catch (FitException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
