package dev.millrace.upload;

import dev.millrace.event.EventData.ImageLabel;
import dev.millrace.event.EventData.Reason;
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
  record Document(
      String detectedType,
      int pages,
      long chars,
      int chunks,
      List<FailedPage> failedPages,
      @Nullable String title,
      String textKey,
      String manifestKey)
      implements ResultPart {
    public Document {
      failedPages = List.copyOf(failedPages.subList(0, Math.min(100, failedPages.size())));
    }

    @Override
    public String name() {
      return "document";
    }
  }

  /// What the text says, in short.
  ///
  /// @param embeddings how many chunks have one
  record Insight(
      Model model,
      int dimension,
      int embeddings,
      @Nullable String embeddingsKey,
      @Nullable String language,
      @Nullable Summary summary,
      List<Concept> concepts)
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
