package dev.millrace.relay.core;

import dev.millrace.progress.ListenerStore;
import dev.millrace.progress.ProgressFrame;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells listeners how uploads stand. A frame that fails is not sent again: the next one tells
/// more.
public final class PushProgress {
  private final ListenerStore listeners;
  private final FrameSender sender;

  public PushProgress(ListenerStore listeners, FrameSender sender) {
    this.listeners = listeners;
    this.sender = sender;
  }

  /// Tells of the newest version of each upload.
  ///
  /// @return how many frames were sent
  public int push(Collection<Upload> changed) {
    Map<UploadRef, Upload> newest = new LinkedHashMap<>();
    changed.forEach(upload -> newest.merge(upload.ref(), upload, PushProgress::newer));
    return newest.values().stream().mapToInt(this::push).sum();
  }

  private int push(Upload upload) {
    ProgressFrame frame = ProgressFrame.of(upload);
    int sent = 0;
    for (String connectionId : listeners.of(upload.ref())) {
      switch (sender.send(connectionId, frame)) {
        case SENT -> sent++;
        case GONE -> listeners.remove(upload.ref(), connectionId);
        case FAILED -> {}
      }
    }
    return sent;
  }

  private static Upload newer(Upload a, Upload b) {
    return a.version() >= b.version() ? a : b;
  }
}
