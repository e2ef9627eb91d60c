package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.PageFailure;
import java.time.Duration;

/// Bounds what one page may cost: PDFBox itself bounds neither time nor memory.
final class PageGuard {
  private static final long MAX_OPERATORS = 5_000_000;
  private static final long MAX_OBJECTS = 200_000;
  private static final long MAX_GLYPHS = 1_000_000;
  private static final long MAX_CHARS = 4_000_000;
  private static final int MAX_ANNOTATIONS = 50_000;
  private static final int MAX_GRAPHICS_STATES = 10_000;
  private static final int STEPS_PER_LOOK_AT_THE_CLOCK = 256;

  private static final Duration MAX_TIME = Duration.ofSeconds(30);

  private final Deadline run;
  private Deadline page;
  private long operators;
  private long objects;
  private long glyphs;
  private long chars;
  private long steps;

  /// @param run when the last page has to be given up at the latest
  PageGuard(Deadline run) {
    this.run = run;
    this.page = run;
  }

  /// Begins to count for a new page.
  void nextPage() {
    page = run.within(MAX_TIME);
    operators = 0;
    objects = 0;
    glyphs = 0;
    chars = 0;
  }

  /// Counts a drawing operator.
  ///
  /// @param graphicsStates how many graphics states are saved
  void operator(int graphicsStates) {
    operators++;
    require(operators <= MAX_OPERATORS && graphicsStates <= MAX_GRAPHICS_STATES);
    step();
  }

  /// Counts the drawing of another object, which costs as much as many operators. Objects that draw
  /// objects count by their depth: a few of them make very many.
  ///
  /// @param depth how many objects are being drawn already, one inside the other
  void object(int depth) {
    objects += 1 + (long) depth * depth;
    require(objects <= MAX_OBJECTS);
  }

  /// Counts a page's notes and form fields, each of which draws like a page.
  void annotations(int count) {
    require(count <= MAX_ANNOTATIONS);
  }

  /// Counts a glyph and the characters that it stands for.
  void glyph(String text) {
    glyphs++;
    chars += text.length();
    require(glyphs <= MAX_GLYPHS && chars <= MAX_CHARS);
    step();
  }

  /// Counts any other piece of work that a page may hold many of.
  void step() {
    if (++steps % STEPS_PER_LOOK_AT_THE_CLOCK == 0 && page.passed()) {
      throw new PageLimitException(PageFailure.PAGE_TOO_SLOW);
    }
  }

  private static void require(boolean withinLimits) {
    if (!withinLimits) {
      throw new PageLimitException(PageFailure.PAGE_TOO_COMPLEX);
    }
  }
}
