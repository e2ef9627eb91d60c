package dev.millrace.upload;

/// Others kept changing an upload, or hold its run; the message that asked is to be tried later.
public final class ContentionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ContentionException(UploadRef ref) {
    super("could not change " + ref.uploadId() + ": others were faster every time");
  }
}
