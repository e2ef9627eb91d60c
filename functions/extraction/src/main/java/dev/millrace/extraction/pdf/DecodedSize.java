package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.PageFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.jspecify.annotations.Nullable;

/// Bounds what the streams that a page is made of unpack to: PDFBox unpacks most of them whole, in
/// memory, whatever comes.
///
/// Most streams are so small that they are harmless however well they are packed. The others are
/// unpacked to nowhere first.
final class DecodedSize {
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  /// Deflate packs no more than 1,032 bytes into one, LZW no more than about 1,400.
  private static final long MAX_RATIO = 1_400;

  private static final Set<COSName> PACKERS =
      Set.of(
          COSName.FLATE_DECODE,
          COSName.FLATE_DECODE_ABBREVIATION,
          COSName.LZW_DECODE,
          COSName.LZW_DECODE_ABBREVIATION,
          COSName.RUN_LENGTH_DECODE,
          COSName.RUN_LENGTH_DECODE_ABBREVIATION);
  private static final Set<COSName> ENCODERS =
      Set.of(
          COSName.ASCII85_DECODE,
          COSName.ASCII85_DECODE_ABBREVIATION,
          COSName.ASCII_HEX_DECODE,
          COSName.ASCII_HEX_DECODE_ABBREVIATION);

  private final Set<COSBase> harmless = Collections.newSetFromMap(new WeakHashMap<>());

  /// Makes sure that all content streams of a page fit.
  ///
  /// @throws PageLimitException if one does not
  void check(COSDictionary page) throws IOException {
    switch (page.getDictionaryObject(COSName.CONTENTS)) {
      case COSStream stream -> check(stream);
      case COSArray parts -> checkTogether(parts);
      case null, default -> {}
    }
  }

  /// PDFBox unpacks all parts of a page's content before it reads the first, as often as they are
  /// named.
  private void checkTogether(COSArray parts) throws IOException {
    long most = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.getObject(i) instanceof COSStream stream) {
        check(stream);
        most += most(stream, filters(stream));
      }
    }
    long size = 0;
    for (int i = 0; most > MAX_BYTES && i < parts.size(); i++) {
      if (parts.getObject(i) instanceof COSStream stream) {
        size += unpack(stream, filters(stream));
        if (size > MAX_BYTES) {
          throw new PageLimitException(PageFailure.PAGE_TOO_COMPLEX);
        }
      }
    }
  }

  /// Makes sure that a stream fits.
  ///
  /// @throws PageLimitException if it does not
  void check(COSStream stream) throws IOException {
    List<COSName> filters = filters(stream);
    if (most(stream, filters) > MAX_BYTES && harmless.add(stream)) {
      unpack(stream, filters);
    }
  }

  /// {@return what a stream unpacks to at the most}
  private static long most(COSStream stream, List<COSName> filters) {
    long most = stream.getLength();
    for (COSName filter : filters) {
      most = PACKERS.contains(filter) ? Math.min(most, MAX_BYTES) * MAX_RATIO : most;
    }
    return most;
  }

  /// Makes sure that what describes a font fits.
  ///
  /// @throws PageLimitException if it does not
  void checkFont(@Nullable COSDictionary font) throws IOException {
    if (font == null || !harmless.add(font)) {
      return;
    }
    checkEntry(font, COSName.TO_UNICODE);
    checkEntry(font, COSName.ENCODING);
    COSDictionary descriptor = font.getCOSDictionary(COSName.FONT_DESC);
    if (descriptor != null) {
      checkEntry(descriptor, COSName.FONT_FILE);
      checkEntry(descriptor, COSName.FONT_FILE2);
      checkEntry(descriptor, COSName.FONT_FILE3);
    }
    COSArray descendants = font.getCOSArray(COSName.DESCENDANT_FONTS);
    if (descendants != null && descendants.size() > 0) {
      checkFont(descendants.getObject(0) instanceof COSDictionary first ? first : null);
    }
  }

  private void checkEntry(COSDictionary dictionary, COSName key) throws IOException {
    if (dictionary.getDictionaryObject(key) instanceof COSStream stream) {
      check(stream);
    }
  }

  private static List<COSName> filters(COSStream stream) {
    List<COSName> filters = new ArrayList<>();
    switch (stream.getFilters()) {
      case COSName one -> filters.add(one);
      case COSArray several -> {
        for (int i = 0; i < several.size(); i++) {
          // PDFBox applies a filter that is named twice once.
          if (several.getObject(i) instanceof COSName name && !filters.contains(name)) {
            filters.add(name);
          }
        }
      }
      case null, default -> {}
    }
    return filters;
  }

  /// {@return what a stream unpacks to} Pictures and encrypted parts, which text does not come
  /// from, are left alone.
  private static long unpack(COSStream stream, List<COSName> filters) throws IOException {
    byte[] unpacked = new byte[0];
    long size = stream.getLength();
    for (int i = 0; i < filters.size(); i++) {
      COSName filter = filters.get(i);
      if (!PACKERS.contains(filter) && !ENCODERS.contains(filter)) {
        return size;
      }
      boolean last = i == filters.size() - 1;
      try (InputStream packed =
              i == 0 ? stream.createRawInputStream() : new ByteArrayInputStream(unpacked);
          Bounded out = new Bounded(last)) {
        FilterFactory.INSTANCE.getFilter(filter).decode(packed, out, stream, i);
        unpacked = out.kept.toByteArray();
        size = out.count;
      }
    }
    return size;
  }

  /// Takes so many bytes and no more.
  private static final class Bounded extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final boolean forgetting;
    private long count;

    /// @param forgetting whether what is written is only counted
    Bounded(boolean forgetting) {
      this.forgetting = forgetting;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
      if (count > MAX_BYTES) {
        throw new PageLimitException(PageFailure.PAGE_TOO_COMPLEX);
      }
      if (!forgetting) {
        kept.write(bytes, offset, length);
      }
    }
  }
}
