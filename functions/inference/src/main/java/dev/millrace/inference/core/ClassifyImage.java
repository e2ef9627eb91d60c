package dev.millrace.inference.core;

import dev.millrace.event.EventData.ImageClassified;
import dev.millrace.event.EventData.Reason;
import dev.millrace.inference.core.image.Classification;
import dev.millrace.inference.core.image.Classifiers;
import dev.millrace.inference.core.image.ImageClassifier;
import dev.millrace.inference.core.image.Picture;
import dev.millrace.inference.core.image.PictureReader;
import dev.millrace.inference.core.image.PictureReader.Reading;
import dev.millrace.inference.core.model.ModelException;
import dev.millrace.upload.Change;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.ResultPart;
import dev.millrace.upload.Run;
import dev.millrace.upload.RunLease;
import dev.millrace.upload.Stage;
import dev.millrace.upload.StoredObject;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.arrival.Admission;
import dev.millrace.upload.arrival.Admission.Verdict;
import dev.millrace.upload.arrival.Arrival;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Takes an uploaded image from its arrival to its labels.
public final class ClassifyImage {
  private static final int PERCENT = 50;
  private static final Reason MODEL_FAILED =
      new Reason("model_failed", "The image could not be classified because of a technical error.");

  private final Admission admission;
  private final Uploads uploads;
  private final OriginalStore originals;
  private final PictureReader pictures;
  private final Classifiers classifiers;
  private final Clock clock;

  public ClassifyImage(
      Admission admission,
      Uploads uploads,
      OriginalStore originals,
      PictureReader pictures,
      Classifiers classifiers,
      Clock clock) {
    this.admission = admission;
    this.uploads = uploads;
    this.originals = originals;
    this.pictures = pictures;
    this.classifiers = classifiers;
    this.clock = clock;
  }

  /// Classifies an image that has arrived, unless that is done or being done already.
  ///
  /// @param owner unique to this try, and its name in the log
  public Outcome classify(Arrival.OfOriginal arrival, String owner, RunLease.Keeper leases) {
    return switch (admission.admit(arrival, owner, leases)) {
      case Verdict.Dismissed(String reason) -> new Outcome.Dismissed(reason);
      case Verdict.Admitted(_, Run run, RunLease lease) -> {
        try (RunLease _ = lease) {
          yield classify(run, owner);
        }
      }
    };
  }

  private Outcome classify(Run run, String owner) {
    ImageClassifier classifier = classifiers.of(run.upload());
    if (uploads.change(run.upload(), ClassifyImage::begun).isEmpty()) {
      return new Outcome.Overtaken();
    }
    return switch (pictures.read(content(run.object()), classifier.description().frame())) {
      case Reading.Refused(Reason reason) -> fail(run, reason, UnaryOperator.identity());
      case Reading.Decoded(Picture picture) -> classify(run, owner, classifier, picture);
    };
  }

  private Outcome classify(Run run, String owner, ImageClassifier classifier, Picture picture) {
    Classification classification;
    try {
      classification =
          Classification.of(classifier.probabilities(picture), classifier.description(), picture);
    } catch (ModelException e) {
      ResultPart result = result(classifier, picture, Classification.unavailable(), owner);
      return fail(run, MODEL_FAILED, change -> change.with(result));
    }
    return complete(run, result(classifier, picture, classification, null), classification);
  }

  private Outcome complete(Run run, ResultPart result, Classification classification) {
    return uploads
        .change(
            run.upload(),
            upload ->
                ending(run, upload, current -> current.done(false, clock.instant()))
                    .map(change ->
                        change
                            .with(result)
                            .announcing(
                                new ImageClassified(
                                    run.upload().uploadId(),
                                    run.runId(),
                                    classification.labels(),
                                    classification.confidence().name(),
                                    classification.retakeMessage()))))
        .<Outcome>map(_ -> new Outcome.Classified(classification))
        .orElseGet(Outcome.Overtaken::new);
  }

  private Outcome fail(Run run, Reason reason, UnaryOperator<Change> addition) {
    return uploads
        .change(
            run.upload(),
            upload ->
                ending(
                        run,
                        upload,
                        current -> current.ended(UploadState.FAILED, reason, clock.instant()))
                    .map(addition))
        .<Outcome>map(_ -> new Outcome.Failed(reason))
        .orElseGet(Outcome.Overtaken::new);
  }

  private Optional<Change> ending(Run run, Upload upload, UnaryOperator<Upload> end) {
    return upload.state().terminal()
        ? Optional.empty()
        : Optional.of(Change.to(end.apply(upload)).with(run, run.ended(clock.instant())));
  }

  private static ResultPart result(
      ImageClassifier classifier,
      Picture picture,
      Classification classification,
      @Nullable String requestId) {
    return new ResultPart.Image(
        classifier.description().model(),
        classification.labels(),
        classification.groups(),
        classification.confidence().name(),
        classification.retakeMessage(),
        requestId,
        picture.originalWidth(),
        picture.originalHeight());
  }

  private static Optional<Change> begun(Upload upload) {
    return upload.state().terminal()
        ? Optional.empty()
        : Optional.of(
            Change.quietly(upload.entering(UploadState.INFERRING, Stage.CLASSIFYING, PERCENT)));
  }

  private byte[] content(StoredObject object) {
    try (InputStream bytes = originals.open(object, object.size())) {
      return bytes.readNBytes(Math.toIntExact(object.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + object.key().value(), e);
    }
  }
}
