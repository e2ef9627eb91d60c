package dev.millrace.inference.image;

import dev.millrace.event.EventData.Reason;
import dev.millrace.inference.core.Picture;
import dev.millrace.inference.core.PictureReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads pictures with the JDK's decoders. A picture's size is looked at before its pixels are
/// asked for, and of a large one only every few pixels are kept, so that memory stays bounded.
public final class ImageIoPictureReader implements PictureReader {
  /// How many times finer than its target a picture is decoded, for the average to be a good one.
  private static final int OVERSAMPLING = 4;

  private final int size;
  private final long maxPixels;

  /// @param size of the square that pictures are brought to
  /// @param maxPixels larger pictures are not decoded
  public ImageIoPictureReader(int size, long maxPixels) {
    this.size = size;
    this.maxPixels = maxPixels;
  }

  @Override
  public Reading read(byte[] content) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return refused("image_unsupported", "The file is not an image that can be read.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader, Orientation.of(content));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return refused("image_corrupt", "The image is damaged or cut off.");
    }
  }

  private Reading read(ImageReader reader, Orientation orientation) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > maxPixels) {
      return refused(
          "image_too_large",
          "The image has %d × %d pixels; at most %d million are looked at."
              .formatted(width, height, maxPixels / 1_000_000));
    }
    int[] square = new Scaler(size).scale(Rgb.onWhite(decode(reader, width, height)));
    boolean sideways = orientation.sideways();
    return new Reading.Decoded(
        new Picture(
            sideways ? height : width, sideways ? width : height, orientation.apply(square, size)));
  }

  private BufferedImage decode(ImageReader reader, int width, int height) throws IOException {
    AtomicBoolean cutOff = new AtomicBoolean();
    reader.addIIOReadWarningListener(
        (source, warning) -> cutOff.compareAndSet(false, tellsOfAnEarlyEnd(warning)));
    ImageReadParam parameters = reader.getDefaultReadParam();
    parameters.setSourceSubsampling(step(width), step(height), 0, 0);
    BufferedImage picture = reader.read(0, parameters);
    if (cutOff.get()) {
      throw new IIOException("the image ends early");
    }
    return picture;
  }

  private int step(int length) {
    return Math.max(1, length / (OVERSAMPLING * size));
  }

  /// The JPEG decoder fills up what is missing and says so in a warning only.
  private static boolean tellsOfAnEarlyEnd(String warning) {
    return warning.contains("Premature end") || warning.contains("Truncated");
  }

  private static Reading refused(String code, String message) {
    return new Reading.Refused(new Reason(code, message));
  }
}
