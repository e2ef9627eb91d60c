package dev.millrace.bench.heavy.files;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/// Square pictures of noise, which cannot be packed.
final class PngFile {
  private static final int BYTES_OF_PIXEL = 3;

  private PngFile() {}

  static void write(OutputStream out, Filler filler, long bytes) throws IOException {
    int side = (int) Math.max(1, Math.sqrt((double) bytes / BYTES_OF_PIXEL));
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, filler.below(1 << 24));
      }
    }
    ImageIO.write(image, "png", out);
  }
}
