package dev.millrace.extraction.web;

import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.MarkupReader;
import dev.millrace.extraction.core.Pages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/// Reads what a browser would show of HTML, and what its head says.
public final class HtmlText implements MarkupReader {
  private static final int MAX_LINKS = 1_000;

  @Override
  public DocumentProperties read(String html, Pages pages) {
    Document document = Jsoup.parse(html);
    Walk walk = new Walk(pages);
    document.body().filter(walk);
    walk.end();
    Element root = document.selectFirst("html");
    return DocumentProperties.ofText(
        document.title(),
        meta(document, "author"),
        null,
        null,
        root == null ? null : root.attr("lang"),
        List.copyOf(walk.links));
  }

  private static @Nullable String meta(Document document, String name) {
    Element meta = document.selectFirst("meta[name=" + name + "]");
    return meta == null ? null : meta.attr("content");
  }

  /// Goes through the elements as they stand, without recursion.
  private static final class Walk implements NodeFilter {
    private static final Set<String> UNSEEN =
        Set.of(
            "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select");

    private final Pages pages;
    private final Set<String> links = new LinkedHashSet<>();
    private int tables;
    private int preformatted;
    private boolean space;

    Walk(Pages pages) {
      this.pages = pages;
    }

    @Override
    public FilterResult head(Node node, int depth) {
      if (!pages.wanted()) {
        return FilterResult.STOP;
      }
      if (node instanceof TextNode text) {
        append(text.getWholeText());
      } else if (node instanceof Element element) {
        String name = element.normalName();
        if (UNSEEN.contains(name) || element.hasAttr("hidden")) {
          return FilterResult.SKIP_ENTIRELY;
        }
        start(element, name);
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(@Nullable Node node, int depth) {
      if (node instanceof Element element) {
        end(element.normalName(), element.isBlock());
      }
      return FilterResult.CONTINUE;
    }

    void end() {
      endParagraph();
    }

    private void start(Element element, String name) {
      switch (name) {
        case "br" -> {
          pages.append("\n");
          space = false;
        }
        case "pre", "textarea" -> {
          endParagraph();
          preformatted++;
        }
        case "table" -> {
          if (tables++ == 0) {
            endParagraph();
          }
        }
        case "a" -> {
          String address = element.attr("href");
          if (address.contains(":") && links.size() < MAX_LINKS) {
            links.add(address);
          }
        }
        case "img" -> append(" " + element.attr("alt") + " ");
        default -> {
          if (element.isBlock()) {
            endParagraph();
          }
        }
      }
    }

    private void end(String name, boolean block) {
      switch (name) {
        case "h1", "h2", "h3", "h4", "h5", "h6" -> endHeading(name.charAt(1) - '0');
        case "pre", "textarea" -> {
          endParagraph();
          preformatted--;
        }
        case "td", "th" -> {
          if (tables == 1) {
            pages.endCell();
            space = false;
          }
        }
        case "tr" -> {
          if (tables == 1) {
            pages.endRow();
          }
        }
        case "table" -> {
          if (--tables == 0) {
            endParagraph();
            pages.endTable();
          }
        }
        default -> {
          if (block) {
            endParagraph();
          }
        }
      }
    }

    private void endHeading(int level) {
      if (tables > 0) {
        endParagraph();
      } else if (!pages.atStart()) {
        pages.endHeading(level);
        space = false;
      }
    }

    private void endParagraph() {
      if (pages.atStart()) {
        return;
      }
      if (tables > 0) {
        space = true;
      } else {
        pages.endParagraph();
        space = false;
      }
    }

    /// Runs of white space are one space, and none where a line begins.
    private void append(String text) {
      if (preformatted > 0) {
        pages.append(text);
        return;
      }
      StringBuilder line = new StringBuilder(text.length());
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
          space = true;
        } else {
          if (space && !(pages.atStart() && line.isEmpty())) {
            line.append(' ');
          }
          space = false;
          line.append(c);
        }
      }
      pages.append(line);
    }
  }
}
