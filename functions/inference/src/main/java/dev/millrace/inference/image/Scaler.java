package dev.millrace.inference.image;

import dev.millrace.inference.core.image.Frame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// Brings an RGB picture, of which a frame wants all pixels, into that frame.
final class Scaler {
  private static final Color BARS = new Color(0x7f7f7f);

  private final Frame frame;
  private final int size;

  Scaler(Frame frame) {
    this.frame = frame;
    this.size = frame.size();
  }

  /// {@return the pixels of the square, 0xRRGGBB, row by row}
  int[] scale(BufferedImage rgb) {
    BufferedImage wanted = frame.fit() == Frame.Fit.PAD ? padded(rgb) : rgb;
    return wanted.getWidth() >= size && wanted.getHeight() >= size
        ? averaged(wanted)
        : enlarged(wanted);
  }

  private static BufferedImage padded(BufferedImage rgb) {
    int side = Math.max(rgb.getWidth(), rgb.getHeight());
    BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = square.createGraphics();
    graphics.setColor(BARS);
    graphics.fillRect(0, 0, side, side);
    graphics.drawImage(rgb, (side - rgb.getWidth()) / 2, (side - rgb.getHeight()) / 2, null);
    graphics.dispose();
    return square;
  }

  /// Each pixel becomes the average of the area that it covers, parts of pixels included.
  private int[] averaged(BufferedImage rgb) {
    int width = rgb.getWidth();
    int height = rgb.getHeight();
    int[] source = rgb.getRGB(0, 0, width, height, null, 0, width);
    int[] target = new int[size * size];
    double columnsPerPixel = (double) width / size;
    double rowsPerPixel = (double) height / size;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        target[y * size + x] =
            average(
                source,
                width,
                new Span(x * columnsPerPixel, (x + 1) * columnsPerPixel, width),
                new Span(y * rowsPerPixel, (y + 1) * rowsPerPixel, height));
      }
    }
    return target;
  }

  private static int average(int[] source, int width, Span columns, Span rows) {
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int y = rows.first(); y < rows.end(); y++) {
      for (int x = columns.first(); x < columns.end(); x++) {
        double weight = rows.weight(y) * columns.weight(x);
        int pixel = source[y * width + x];
        red += weight * (pixel >> 16 & 0xff);
        green += weight * (pixel >> 8 & 0xff);
        blue += weight * (pixel & 0xff);
      }
    }
    double area = columns.length() * rows.length();
    return (int) Math.round(red / area) << 16
        | (int) Math.round(green / area) << 8
        | (int) Math.round(blue / area);
  }

  private int[] enlarged(BufferedImage rgb) {
    BufferedImage square = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = square.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(rgb, 0, 0, size, size, null);
    graphics.dispose();
    int[] pixels = square.getRGB(0, 0, size, size, null, 0, size);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] &= 0xffffff;
    }
    return pixels;
  }

  /// A range of rows or columns that may begin and end within one.
  private record Span(double from, double to, int limit) {
    int first() {
      return (int) from;
    }

    int end() {
      return Math.min((int) Math.ceil(to), limit);
    }

    double length() {
      return to - from;
    }

    double weight(int position) {
      return Math.min(to, position + 1) - Math.max(from, position);
    }
  }
}
