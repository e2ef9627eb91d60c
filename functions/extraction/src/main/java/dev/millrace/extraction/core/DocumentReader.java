package dev.millrace.extraction.core;

import dev.millrace.event.EventData.Reason;
import dev.millrace.extraction.core.text.CleanText;
import dev.millrace.upload.Kind;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Progress;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Fetches a run's document, reads it and stores its text.
public final class DocumentReader {
  private static final int MAX_TITLE_CHARS = 300;

  private final OriginalStore originals;
  private final Map<Kind, DocumentFormat> formats;
  private final DocumentOutputs outputs;
  private final Workspace workspace;

  /// @param formats one for each kind that can arrive
  public DocumentReader(
      OriginalStore originals,
      Map<Kind, DocumentFormat> formats,
      DocumentOutputs outputs,
      Workspace workspace) {
    this.originals = originals;
    this.formats = Map.copyOf(formats);
    this.outputs = outputs;
    this.workspace = workspace;
  }

  /// {@return what came of the run's document}
  ///
  /// @param detectedType its media type
  /// @throws IOException when local storage fails, or the document breaks off on its way here
  Extraction read(
      Run run, String detectedType, RunLease lease, Consumer<Progress> progress, Deadline deadline)
      throws IOException {
    DocumentFormat format = formatOf(detectedType);
    if (run.object().size() > format.maxBytes()) {
      return new Extraction.Failed(Failure.TOO_BIG, run.object().size() + " bytes");
    }
    try (Workspace.Folder folder = workspace.open();
        DocumentOutput output = outputs.open(run, detectedType, folder.path())) {
      Path original = folder.path().resolve("original");
      String sha256 = download(run.object(), original);
      DocumentWriter writer = new DocumentWriter(output, format.boundaries(), progress, deadline);
      Reading reading =
          format
              .extractor()
              .extract(
                  original, (page, soFar) -> writer.push(page, soFar) && !lease.lost(), deadline);
      if (lease.lost()) {
        return new Extraction.Abandoned();
      }
      return switch (reading) {
        case Reading.Refused(Failure failure, String detail) ->
            new Extraction.Failed(failure, detail);
        case Reading.Done(String title) -> finish(writer, sha256, title, format.blank());
      };
    }
  }

  private static Extraction finish(
      DocumentWriter writer, String sha256, @Nullable String title, Reason blank)
      throws IOException {
    DocumentFacts soFar = writer.facts();
    Optional<Failure> stop = writer.stop();
    if (stop.isPresent()) {
      return new Extraction.Failed(stop.get(), "stopped at page " + soFar.pages());
    }
    if (soFar.unread()) {
      return new Extraction.Failed(Failure.CORRUPT, "none of its pages could be read");
    }
    DocumentFacts facts = writer.end();
    return new Extraction.Done(
        facts, sha256, shown(title), facts.blank() ? List.of(blank) : List.of());
  }

  private DocumentFormat formatOf(String detectedType) {
    return Kind.ofContentType(detectedType)
        .map(formats::get)
        .orElseThrow(() -> new IllegalStateException("no extractor reads " + detectedType));
  }

  private String download(StoredObject object, Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream bytes = new DigestInputStream(originals.open(object, object.size()), sha256)) {
      long size = Files.copy(bytes, file);
      if (size != object.size()) {
        throw new IOException(
            "%s broke off after %d of %d bytes"
                .formatted(object.key().value(), size, object.size()));
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static @Nullable String shown(@Nullable String title) {
    if (title == null || title.isBlank()) {
      return null;
    }
    String stripped = title.strip();
    return CleanText.of(stripped.substring(0, Math.min(stripped.length(), MAX_TITLE_CHARS)));
  }
}
