package dev.millrace.upload;

import dev.millrace.event.EventData.ImageLabel;
import dev.millrace.event.EventData.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one stage found out about an upload; large results are objects that it names by key.
public sealed interface ResultPart {
  /// {@return the name that tells this part from the others of a run}
  String name();

  /// The text of a document.
  ///
  /// @param chars length of the text in UTF-16 units
  /// @param failedPages pages left out, at most 100 of them
  /// @param title what the document calls itself; as the author and the dates, not to be trusted
  /// @param language ISO 639-1 code, or whatever the document says where its text tells nothing
  /// @param outline its headings, at most 100 of them
  /// @param links addresses that it points to, at most 100 of them
  /// @param columns of a table, at most 100 of them
  /// @param attachments files that it carries, at most 100 of them
  record Document(
      String detectedType,
      int pages,
      long chars,
      int chunks,
      List<FailedPage> failedPages,
      @Nullable String title,
      @Nullable String author,
      @Nullable Instant createdAt,
      @Nullable Instant modifiedAt,
      @Nullable String language,
      List<OutlineEntry> outline,
      List<String> links,
      List<Column> columns,
      List<Attachment> attachments,
      String textKey,
      String manifestKey)
      implements ResultPart {
    public Document {
      failedPages = shortened(failedPages);
      outline = shortened(outline);
      links = shortened(links);
      columns = shortened(columns);
      attachments = shortened(attachments);
    }

    private static <T> List<T> shortened(List<T> list) {
      return List.copyOf(list.subList(0, Math.min(100, list.size())));
    }

    @Override
    public String name() {
      return "document";
    }
  }

  /// What the text says, in short.
  ///
  /// @param embeddings how many chunks have one
  /// @param language ISO 639-1 code of the language of most of the text, if it is known
  /// @param remarks what to know when judging this; nothing is missing because of them
  record Insight(
      Model model,
      int dimension,
      int embeddings,
      @Nullable String embeddingsKey,
      @Nullable String language,
      @Nullable Summary summary,
      List<Concept> concepts,
      List<Reason> remarks)
      implements ResultPart {
    @Override
    public String name() {
      return "insight";
    }
  }

  /// What an image shows.
  ///
  /// @param confidence `LOW`, `MEDIUM` or `HIGH`
  /// @param retakeMessage what to do for a better picture, when confidence is low
  /// @param requestId what the try that failed is called in the log, when the model gave no answer
  record Image(
      Model model,
      List<ImageLabel> labels,
      List<Group> groups,
      String confidence,
      @Nullable String retakeMessage,
      @Nullable String requestId,
      int width,
      int height)
      implements ResultPart {
    @Override
    public String name() {
      return "image";
    }
  }

  /// A page that could not be read.
  record FailedPage(int page, String code) {}

  /// A heading of a document.
  ///
  /// @param level from 1, the highest
  record OutlineEntry(String title, int level, int page) {}

  /// A column of a table.
  ///
  /// @param type `integer`, `number`, `date`, `boolean` or `text`
  record Column(String name, String type) {}

  /// A file inside a document.
  ///
  /// @param size in bytes, decoded
  record Attachment(String name, String contentType, long size) {}

  /// A model that had a part in a result.
  record Model(String name, String version) {}

  /// The sentences that tell most, in the order of the text.
  record Summary(String text, List<Sentence> sentences) {}

  /// A sentence of a summary; scores compare within one summary only.
  record Sentence(String text, double score) {}

  /// A word or phrase that a text is about; scores compare within one text only.
  record Concept(String name, double score) {}

  /// A coarse class with the sum of its labels' probabilities.
  record Group(String name, double probability) {}

  /// {@return the warning that a part with failed pages owes its reader, if any failed}
  static List<Reason> warnings(Document document) {
    return document.failedPages().stream()
        .map(p -> new Reason(p.code(), "page " + p.page() + " could not be read"))
        .toList();
  }
}
