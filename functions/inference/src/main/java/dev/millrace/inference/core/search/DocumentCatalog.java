package dev.millrace.inference.core.search;

import dev.millrace.upload.SearchableDocument;
import java.util.List;

/// The documents of tenants that can be searched.
@FunctionalInterface
public interface DocumentCatalog {
  /// {@return the latest of a tenant's, the newest first}
  List<SearchableDocument> latest(String tenantId, int limit);
}
