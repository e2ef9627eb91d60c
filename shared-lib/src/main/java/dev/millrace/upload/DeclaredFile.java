package dev.millrace.upload;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the sender says of a file before its bytes are here. Nothing of it is trusted later on.
///
/// @param filename shown to people, never part of a key
/// @param size in bytes; null as long as nobody has told it, which some browsers' clients never do
/// @param sha256 lower-case hex, if the sender told it
/// @param metadata handed back in answers and events
public record DeclaredFile(
    String filename,
    String contentType,
    Kind kind,
    @Nullable Long size,
    @Nullable String sha256,
    Map<String, String> metadata) {
  public DeclaredFile {
    metadata = Map.copyOf(metadata);
  }

  /// {@return this file with its size known}
  DeclaredFile sized(long bytes) {
    return new DeclaredFile(filename, contentType, kind, bytes, sha256, metadata);
  }

  /// {@return whether content of a type is what was declared, by content type and by filename.
  /// Tables and running text have no marks of their own, so that either may be taken for the other}
  public boolean mayBe(String detectedType) {
    return agrees(detectedType) && Kind.contentTypeOf(filename).map(this::agrees).orElse(true);
  }

  private boolean agrees(String type) {
    if (type.equals(Kind.ENCRYPTED_OFFICE)) {
      return Kind.mayBeEncryptedOffice(contentType);
    }
    return kind.isText()
        ? Kind.ofContentType(type).filter(kind::mayBe).isPresent()
        : Kind.standard(contentType).equals(Kind.standard(type));
  }

  /// {@return what may be known of the file when it has been erased}
  DeclaredFile redacted() {
    return new DeclaredFile("", contentType, kind, size, null, Map.of());
  }
}
