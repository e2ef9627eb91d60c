package dev.millrace.inference.core;

import dev.millrace.upload.Upload;
import java.util.List;

/// The documents of tenants.
public interface DocumentCatalog {
  /// {@return the latest uploads of a tenant that have ended with a text, the newest first}
  List<Upload> latest(String tenantId, int limit);
}
