package dev.millrace.extraction.web;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import dev.millrace.extraction.core.zip.Parts;
import dev.millrace.extraction.core.zip.TooBigException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Reads electronic books chapter by chapter; a chapter begins a page.
public final class EpubExtractor implements DocumentExtractor {
  private static final Pattern CHAPTER = Pattern.compile("(?i).*\\.x?html?");
  private static final int MAX_CHAPTER_BYTES = 16 << 20;

  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    Pages pages = new Pages(sink, from, deadline);
    try (Parts parts = Parts.of(source.file())) {
      Optional<Document> book = book(parts);
      List<String> chapters = book.map(b -> chapters(b, parts)).orElse(List.of());
      if (chapters.isEmpty()) {
        chapters = parts.names(CHAPTER);
      }
      if (chapters.isEmpty()) {
        return new Reading.Refused(Failure.CORRUPT, "no chapters");
      }
      for (String chapter : chapters) {
        if (!pages.wanted()) {
          break;
        }
        new HtmlText().read(text(chapter, parts), pages);
        pages.read(parts.packedRead(), source.size());
        pages.breakPage();
      }
      pages.read(source.size(), source.size());
      return pages.end(book.map(EpubExtractor::properties).orElse(DocumentProperties.NONE));
    } catch (TooBigException e) {
      return new Reading.Refused(Failure.TOO_BIG, String.valueOf(e.getMessage()));
    } catch (ZipException e) {
      return new Reading.Refused(Failure.CORRUPT, String.valueOf(e.getMessage()));
    }
  }

  /// {@return the description of the book, which `container.xml` names}
  private static Optional<Document> book(Parts parts) throws IOException {
    String container = text("META-INF/container.xml", parts);
    Element root = Jsoup.parse(container, Parser.xmlParser()).selectFirst("rootfile[full-path]");
    if (root == null) {
      return Optional.empty();
    }
    String path = root.attr("full-path");
    Document book = Jsoup.parse(text(path, parts), path, Parser.xmlParser());
    return Optional.of(book);
  }

  private static List<String> chapters(Document book, Parts parts) {
    String path = book.location();
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    Map<String, String> parted = new HashMap<>();
    for (Element item : book.select("manifest > item[id]")) {
      String target =
          URLDecoder.decode(item.attr("href").replace("+", "%2B"), StandardCharsets.UTF_8);
      parted.put(item.attr("id"), folder + target);
    }
    List<String> chapters = new ArrayList<>();
    for (Element reference : book.select("spine > itemref")) {
      String part = parted.get(reference.attr("idref"));
      if (part != null && parts.has(part)) {
        chapters.add(part);
      }
    }
    return chapters;
  }

  private static DocumentProperties properties(Document book) {
    return DocumentProperties.ofText(
        first(book, "dc|title"),
        first(book, "dc|creator"),
        null,
        null,
        first(book, "dc|language"),
        List.of());
  }

  private static @Nullable String first(Document book, String selector) {
    Element element = book.selectFirst(selector);
    return element == null ? null : element.text();
  }

  private static String text(String part, Parts parts) throws IOException {
    Optional<InputStream> bytes = parts.open(part);
    if (bytes.isEmpty()) {
      return "";
    }
    try (InputStream in = bytes.get()) {
      byte[] content = in.readNBytes(MAX_CHAPTER_BYTES + 1);
      if (content.length > MAX_CHAPTER_BYTES) {
        throw new TooBigException("a chapter of " + content.length + " bytes and more");
      }
      return new String(content, StandardCharsets.UTF_8);
    }
  }
}
