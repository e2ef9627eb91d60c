package dev.millrace.extraction.sqs;

import dev.millrace.extraction.core.Elsewhere;
import dev.millrace.flag.Flag;
import dev.millrace.flag.Flags;
import dev.millrace.upload.ArrivalQueue;
import dev.millrace.upload.Kind;
import dev.millrace.upload.StoredObject;
import java.util.Optional;

/// The way to the heavy extraction, which has OCR and reads the formats of old Office programs.
public final class HeavyQueue implements Elsewhere {
  /// Whether pages that are pictures of text are read by OCR.
  public static final Flag<Boolean> OCR = Flag.onOff("extraction.ocr", false);

  private final ArrivalQueue queue;
  private final Flags flags;

  public HeavyQueue(ArrivalQueue queue, Flags flags) {
    this.queue = queue;
    this.flags = flags;
  }

  @Override
  public boolean reads(String mediaType, String tenantId) {
    return Kind.ofContentType(mediaType).equals(Optional.of(Kind.LEGACY_OFFICE));
  }

  @Override
  public boolean recognizes(String tenantId) {
    return flags.get(OCR, tenantId);
  }

  @Override
  public void send(StoredObject object) {
    queue.send(object);
  }
}
