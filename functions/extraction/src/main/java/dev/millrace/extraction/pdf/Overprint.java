package dev.millrace.extraction.pdf;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pdfbox.text.TextPosition;

/// Finds the glyphs of a page that stand on their equals: text is made bold, or given a shadow, by
/// drawing it again with a small shift.
///
/// The rule is that of PDFBox's `PDFTextStripper`, which looks through all lines of a page for each
/// glyph: two fifths of the time that a page of plain text took. Here the line comes first, and is
/// mostly that of the glyph before.
final class Overprint {
  /// What part of its width a glyph may be shifted by either way: a third.
  private static final float PART = 3;

  /// By their height on the page.
  private final TreeMap<Float, Line> lines = new TreeMap<>();

  private Line current = new Line(Float.NaN);
  private float before;
  private float behind;

  /// Where in a line the glyphs stand, by the text that they stand for.
  private static final class Line {
    private final float height;
    private final Map<String, TreeSet<Float>> places = new HashMap<>();

    Line(float height) {
      this.height = height;
    }

    boolean has(String text, float x, float shift) {
      TreeSet<Float> same = places.get(text);
      Float place = same == null ? null : same.ceiling(x - shift);
      return place != null && place < x + shift;
    }

    void add(String text, float x) {
      places.computeIfAbsent(text, _ -> new TreeSet<>()).add(x);
    }
  }

  /// Begins with a new page.
  void clear() {
    lines.clear();
    current = new Line(Float.NaN);
  }

  /// {@return whether there is such a glyph in this place already} If not, there is now.
  boolean covers(TextPosition glyph) {
    String text = glyph.getUnicode();
    float x = glyph.getX();
    float y = glyph.getY();
    float shift = glyph.getWidth() / text.length() / PART;
    if (y != current.height) {
      go(y);
    }
    boolean alone = before < y - shift && behind >= y + shift;
    if (current.has(text, x, shift) || (!alone && isNear(text, x, y, shift))) {
      return true;
    }
    current.add(text, x);
    return false;
  }

  private void go(float y) {
    current = lines.computeIfAbsent(y, Line::new);
    Float lower = lines.lowerKey(y);
    Float higher = lines.higherKey(y);
    before = lower == null ? Float.NEGATIVE_INFINITY : lower;
    behind = higher == null ? Float.POSITIVE_INFINITY : higher;
  }

  private boolean isNear(String text, float x, float y, float shift) {
    Map.Entry<Float, Line> line = lines.ceilingEntry(y - shift);
    while (line != null && line.getKey() < y + shift) {
      if (line.getValue().has(text, x, shift)) {
        return true;
      }
      line = lines.higherEntry(line.getKey());
    }
    return false;
  }
}
