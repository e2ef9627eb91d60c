package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDPage;

/// Reads the text of pages that are pictures of text.
@FunctionalInterface
public interface PageRecognizer {
  /// Leaves pictures alone.
  PageRecognizer NONE = (_, _, _) -> Optional.empty();

  /// {@return the page's text, empty if it cannot be told}
  ///
  /// @param folder for temporary files
  /// @throws IOException when local storage fails
  Optional<String> textOf(PDPage page, Path folder, Deadline deadline) throws IOException;
}
