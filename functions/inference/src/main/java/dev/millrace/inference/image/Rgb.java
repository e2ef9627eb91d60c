package dev.millrace.inference.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/// Brings decoded pictures to plain RGB on white.
final class Rgb {
  private Rgb() {}

  /// {@return the picture without transparency, one integer 0xRRGGBB a pixel}
  static BufferedImage onWhite(BufferedImage picture) {
    BufferedImage rgb =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    if (isGray(picture.getColorModel())) {
      copyGray(picture, rgb);
      return rgb;
    }
    Graphics2D graphics = rgb.createGraphics();
    graphics.drawImage(picture, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return rgb;
  }

  private static boolean isGray(ColorModel model) {
    return model instanceof ComponentColorModel
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /// Java takes gray values for linear light and would brighten them; files mean them as they are.
  private static void copyGray(BufferedImage picture, BufferedImage rgb) {
    Raster raster = picture.getRaster();
    ColorModel model = picture.getColorModel();
    int max = (1 << model.getComponentSize(0)) - 1;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int gray = raster.getSample(x, y, 0) * 255 / max;
        if (model.hasAlpha()) {
          int alpha = raster.getSample(x, y, 1) * 255 / max;
          gray = (gray * alpha + 255 * (255 - alpha)) / 255;
        }
        rgb.setRGB(x, y, gray << 16 | gray << 8 | gray);
      }
    }
  }
}
