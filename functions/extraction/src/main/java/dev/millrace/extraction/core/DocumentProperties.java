package dev.millrace.extraction.core;

import dev.millrace.extraction.core.text.CleanText;
import dev.millrace.upload.ResultPart.Attachment;
import dev.millrace.upload.ResultPart.Column;
import dev.millrace.upload.ResultPart.OutlineEntry;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a document says of itself, apart from its text. None of it is to be trusted.
///
/// @param language ISO 639 code or BCP 47 tag
/// @param outline its own table of contents, if it has one apart from its headings
/// @param links addresses that it points to, in their order, each once
/// @param columns of a table
/// @param attachments files that it carries
public record DocumentProperties(
    @Nullable String title,
    @Nullable String author,
    @Nullable Instant createdAt,
    @Nullable Instant modifiedAt,
    @Nullable String language,
    List<OutlineEntry> outline,
    List<String> links,
    List<Column> columns,
    List<Attachment> attachments) {
  private static final int MAX_CHARS = 300;

  /// Of a document that says nothing of itself.
  public static final DocumentProperties NONE = titled(null);

  public DocumentProperties {
    outline = List.copyOf(outline);
    links = List.copyOf(links);
    columns = List.copyOf(columns);
    attachments = List.copyOf(attachments);
  }

  /// {@return the properties of a document that tells its title alone}
  public static DocumentProperties titled(@Nullable String title) {
    return new DocumentProperties(
        title, null, null, null, null, List.of(), List.of(), List.of(), List.of());
  }

  /// {@return the properties of a text}
  public static DocumentProperties ofText(
      @Nullable String title,
      @Nullable String author,
      @Nullable Instant createdAt,
      @Nullable Instant modifiedAt,
      @Nullable String language,
      List<String> links) {
    return new DocumentProperties(
        title, author, createdAt, modifiedAt, language, List.of(), links, List.of(), List.of());
  }

  /// {@return the properties of a table}
  public static DocumentProperties ofTable(List<Column> columns) {
    return new DocumentProperties(
        null, null, null, null, null, List.of(), List.of(), columns, List.of());
  }

  /// {@return these properties as they may be shown: clean, in one line each, and not too long}
  DocumentProperties shown() {
    return new DocumentProperties(
        shown(title),
        shown(author),
        createdAt,
        modifiedAt,
        shown(language),
        outline.stream()
            .map(entry -> new OutlineEntry(line(entry.title()), entry.level(), entry.page()))
            .filter(entry -> !entry.title().isEmpty())
            .toList(),
        links.stream().map(DocumentProperties::shown).flatMap(Stream::ofNullable).toList(),
        columns.stream().map(column -> new Column(line(column.name()), column.type())).toList(),
        attachments.stream()
            .map(file -> new Attachment(line(file.name()), line(file.contentType()), file.size()))
            .toList());
  }

  private static @Nullable String shown(@Nullable String text) {
    String line = text == null ? "" : line(text);
    return line.isEmpty() ? null : line;
  }

  private static String line(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return CleanText.of(line.substring(0, Math.min(line.length(), MAX_CHARS)));
  }
}
