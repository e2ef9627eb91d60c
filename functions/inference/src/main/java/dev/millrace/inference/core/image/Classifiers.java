package dev.millrace.inference.core.image;

import dev.millrace.flag.Flag;
import dev.millrace.flag.Flags;
import dev.millrace.upload.UploadRef;
import java.util.Optional;
import java.util.Set;

/// The image classifiers in use: one, and perhaps another that some uploads go to.
public final class Classifiers {
  private static final String PRIMARY = "primary";
  private static final String CANDIDATE = "candidate";

  /// Which classifier an upload goes to; a rollout draws uploads by lot.
  public static final Flag<String> CHOICE =
      Flag.variant("classifier.model", PRIMARY, Set.of(PRIMARY, CANDIDATE));

  private final ImageClassifier primary;
  private final Optional<ImageClassifier> candidate;
  private final Flags flags;

  public Classifiers(ImageClassifier primary, Optional<ImageClassifier> candidate, Flags flags) {
    this.primary = primary;
    this.candidate = candidate;
    this.flags = flags;
  }

  /// {@return the classifier of an upload, always the same while the flag stays}
  public ImageClassifier of(UploadRef upload) {
    return candidate
        .filter(_ -> flags.get(CHOICE, upload.tenantId(), upload.uploadId()).equals(CANDIDATE))
        .orElse(primary);
  }
}
