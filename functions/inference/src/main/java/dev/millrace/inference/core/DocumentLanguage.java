package dev.millrace.inference.core;

import dev.millrace.event.EventData.Reason;
import dev.millrace.inference.core.model.EmbedderDescription;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// In which language most of a document is written, and what follows from that.
///
/// @param code ISO 639-1
record DocumentLanguage(String code) {

  /// {@return the language of most of the text, if that of any part of it is known}
  static Optional<DocumentLanguage> of(List<Chunk> chunks) {
    return chunks.stream()
        .filter(chunk -> chunk.language() != null)
        .collect(
            Collectors.groupingBy(
                chunk -> String.valueOf(chunk.language()),
                Collectors.summingLong(chunk -> chunk.text().length())))
        .entrySet()
        .stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(most -> new DocumentLanguage(most.getKey()));
  }

  /// {@return what to tell readers of an embedder's work when it was made for other languages}
  Optional<Reason> remark(EmbedderDescription embedder) {
    return embedder.languages().contains(code)
        ? Optional.empty()
        : Optional.of(
            new Reason(
                "language_not_supported",
                "The text is in %s; summary, concepts and search are made for %s and may be poor."
                    .formatted(
                        name(code),
                        embedder.languages().stream()
                            .map(DocumentLanguage::name)
                            .collect(Collectors.joining(", ")))));
  }

  private static String name(String code) {
    return Locale.of(code).getDisplayLanguage(Locale.ENGLISH);
  }
}
