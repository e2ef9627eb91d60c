package dev.millrace.inference.image;

import dev.millrace.event.EventData.Reason;
import dev.millrace.inference.core.image.Frame;
import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.image.PictureReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads pictures with the JDK's decoders and, for what those cannot, TwelveMonkeys'. What a
/// picture will cost is looked at before its pixels are asked for. Of several pictures in a file
/// the first is taken.
public final class ImageIoPictureReader implements PictureReader {
  private final DecodeLimits limits;
  private final Clock clock;

  public ImageIoPictureReader(DecodeLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    ImageIO.setUseCache(false); // pictures lie in memory already: no temporary files
  }

  @Override
  public Reading read(byte[] content, Frame frame) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return refused("image_unsupported", "The file is not an image that can be read.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader, content, frame);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return refused("image_corrupt", "The image is damaged or cut off.");
    }
  }

  private Reading read(ImageReader reader, byte[] content, Frame frame) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    long maxPixels = maxPixels(reader);
    if ((long) width * height > maxPixels) {
      return refused(
          "image_too_large",
          "The image has %d × %d pixels; at most %d million are looked at."
              .formatted(width, height, maxPixels / 1_000_000));
    }
    if (JpegSegments.scans(content) > limits.maxScans()) {
      return tooSlow();
    }
    DecodeWatch watch = new DecodeWatch(clock, limits.maxTime());
    BufferedImage decoded = decode(reader, watch, SourceWindow.of(width, height, frame));
    if (watch.late()) {
      return tooSlow();
    }
    int[] square = new Scaler(frame).scale(Rgb.onWhite(decoded));
    Orientation orientation = Orientation.of(content);
    boolean sideways = orientation.sideways();
    return new Reading.Decoded(
        new Picture(
            sideways ? height : width,
            sideways ? width : height,
            orientation.apply(square, frame.size())));
  }

  private static BufferedImage decode(ImageReader reader, DecodeWatch watch, SourceWindow window)
      throws IOException {
    watch.over(reader);
    ImageReadParam parameters = reader.getDefaultReadParam();
    window.applyTo(parameters);
    BufferedImage picture = reader.read(0, parameters);
    if (watch.sawAnEarlyEnd()) {
      throw new IIOException("the image ends early");
    }
    return picture;
  }

  private long maxPixels(ImageReader reader) throws IOException {
    return reader.getFormatName().equalsIgnoreCase("webp")
        ? limits.maxWholePixels()
        : limits.maxPixels();
  }

  private static Reading tooSlow() {
    return refused("image_too_slow", "The image takes too long to decode.");
  }

  private static Reading refused(String code, String message) {
    return new Reading.Refused(new Reason(code, message));
  }
}
