package dev.millrace.extraction.office;

import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.zip.Parts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/// Reads PowerPoint's presentations: a page is a slide with its charts, notes and comments.
final class Pptx {
  private static final String PRESENTATION = "ppt/presentation.xml";
  private static final Pattern SLIDE = Pattern.compile("ppt/slides/slide\\d+\\.xml");

  private Pptx() {}

  static DocumentProperties read(Parts parts, Pages pages) throws IOException, XMLStreamException {
    Set<String> links = new LinkedHashSet<>();
    List<String> slides = slides(parts, pages);
    if (slides.isEmpty()) {
      throw new MissingPartException("slide");
    }
    for (String slide : slides) {
      if (!pages.wanted()) {
        break;
      }
      Relations relations = Relations.of(slide, parts, pages);
      DrawingText.read(slide, parts, pages);
      for (String type : List.of("chart", "diagramData", "notesSlide", "comments")) {
        for (String part : relations.parts(type)) {
          DrawingText.read(part, parts, pages);
        }
      }
      links.addAll(relations.links());
      pages.endPage();
    }
    return Properties.read("docProps/core.xml", parts, pages, List.copyOf(links));
  }

  /// {@return the slides in the order in which they are shown, else in that of their numbers}
  private static List<String> slides(Parts parts, Pages pages)
      throws IOException, XMLStreamException {
    Relations relations = Relations.of(PRESENTATION, parts, pages);
    List<String> slides = new ArrayList<>();
    relations.eachReferred("sldId", PRESENTATION, parts, pages, (_, slide) -> slides.add(slide));
    return slides.isEmpty() ? parts.names(SLIDE) : slides;
  }
}
