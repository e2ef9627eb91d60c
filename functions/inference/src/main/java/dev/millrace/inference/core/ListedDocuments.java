package dev.millrace.inference.core;

import dev.millrace.page.Page;
import dev.millrace.upload.Kind;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadList;
import dev.millrace.upload.UploadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The documents among a tenant's uploads.
public final class ListedDocuments implements DocumentCatalog {
  private static final Set<UploadState> WITH_TEXT =
      Set.of(UploadState.COMPLETED, UploadState.PARTIAL);

  /// Among many images one does not look for documents for ever.
  private static final int MAX_PAGES = 50;

  private final UploadList uploads;

  public ListedDocuments(UploadList uploads) {
    this.uploads = uploads;
  }

  @Override
  public List<Upload> latest(String tenantId, int limit) {
    List<Upload> documents = new ArrayList<>();
    Optional<String> after = Optional.empty();
    for (int pages = 0; pages < MAX_PAGES && documents.size() < limit; pages++) {
      Page<Upload> page = uploads.list(tenantId, WITH_TEXT, limit, after);
      page.items().stream()
          .filter(upload -> upload.file().kind() != Kind.IMAGE && upload.runId() != null)
          .forEach(documents::add);
      after = Optional.ofNullable(page.next());
      if (after.isEmpty()) {
        break;
      }
    }
    return documents.subList(0, Math.min(limit, documents.size()));
  }
}
