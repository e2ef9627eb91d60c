package dev.millrace.inference.core.summary;

import dev.millrace.upload.ResultPart.Concept;
import dev.millrace.upload.ResultPart.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a text says, in short.
///
/// @param summary null for a text without a sentence
/// @param sentences how many sentences were looked at
public record TextInsight(@Nullable Summary summary, List<Concept> concepts, int sentences) {
  public TextInsight {
    concepts = List.copyOf(concepts);
  }
}
