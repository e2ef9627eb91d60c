package dev.millrace.upload;

import dev.millrace.page.Page;
import java.util.Optional;
import java.util.Set;

/// The uploads of a tenant, newest first.
@FunctionalInterface
public interface UploadList {
  /// {@return uploads in the states given}
  ///
  /// A page may be shorter than the limit, even empty, and yet not the last: who looks for the few
  /// among many gets an answer in good time.
  ///
  /// @param after where the page before ended; empty for the newest
  Page<Upload> list(String tenantId, Set<UploadState> states, int limit, Optional<String> after);
}
