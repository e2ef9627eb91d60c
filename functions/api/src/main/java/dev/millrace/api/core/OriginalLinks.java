package dev.millrace.api.core;

import dev.millrace.upload.Upload;

/// Makes links to what users sent.
@FunctionalInterface
public interface OriginalLinks {
  /// {@return a link, of use for minutes only, that downloads an upload's bytes under its filename}
  TemporaryLink download(Upload upload);
}
