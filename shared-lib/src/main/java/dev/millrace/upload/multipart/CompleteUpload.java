package dev.millrace.upload.multipart;

import dev.millrace.event.EventData.Reason;
import dev.millrace.upload.Change;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Upload;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.UploadState;
import dev.millrace.upload.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Ends the sending of an upload's bytes: puts parts together, and sees that the object is there.
/// May be repeated at any time, by anybody; one at a time puts parts together, under a lease.
public final class CompleteUpload {
  /// How long putting parts together may take before somebody else tries.
  public static final Duration LEASE = Duration.ofMinutes(2);

  private static final int SHOWN_NUMBERS = 100;

  private static final Reason VANISHED =
      new Reason("multipart_vanished", "The parts of the file are gone.");

  private final Uploads uploads;
  private final OriginalStore originals;
  private final MultipartStore multipart;
  private final Clock clock;

  public CompleteUpload(
      Uploads uploads, OriginalStore originals, MultipartStore multipart, Clock clock) {
    this.uploads = uploads;
    this.originals = originals;
    this.multipart = multipart;
    this.clock = clock;
  }

  /// How the upload stands now.
  public sealed interface Outcome {
    /// The bytes are at S3.
    record Arrived(Upload upload) implements Outcome {}

    /// Somebody is putting the parts together.
    record UnderWay(Upload upload) implements Outcome {}

    /// There is nothing to complete: the upload has ended without its bytes.
    record Ended(Upload upload) implements Outcome {}

    /// The form or PUT has not been used.
    record NoBytes() implements Outcome {}

    /// Parts have not been sent.
    ///
    /// @param numbers the first hundred of them
    record PartsMissing(List<Integer> numbers) implements Outcome {}

    /// A part has another size than it must have, or is not the one that the sender named.
    ///
    /// @param number of the first such part
    record PartMismatch(int number) implements Outcome {}

    /// A part was replaced while the parts were put together.
    record PartChanged() implements Outcome {}

    /// There are more bytes than there may be; the upload has ended.
    record TooLarge(Upload upload, long sizeBytes) implements Outcome {}
  }

  /// Completes an upload.
  ///
  /// @param named the parts as its sender knows them, number → entity tag; may be empty
  /// @return empty if there is no such upload
  public Optional<Outcome> complete(UploadRef ref, Map<Integer, String> named) {
    return uploads.find(ref).map(upload -> complete(upload, named));
  }

  private Outcome complete(Upload upload, Map<Integer, String> named) {
    if (!upload.state().awaitingBytes()) {
      return settled(upload);
    }
    Multipart way = upload.multipart();
    if (way == null) {
      return originals
          .head(upload.objectKey())
          .<Outcome>map(_ -> arrived(upload))
          .orElseGet(Outcome.NoBytes::new);
    }
    if (leased(upload)) {
      return new Outcome.UnderWay(upload);
    }
    return multipart
        .parts(upload.objectKey(), way.s3UploadId())
        .map(parts -> assemble(upload, way, parts, named))
        .orElseGet(() -> vanished(upload));
  }

  private Outcome assemble(
      Upload upload, Multipart way, List<SentPart> parts, Map<Integer, String> named) {
    Optional<Outcome> flaw = flaw(upload, way, parts, named);
    if (flaw.isPresent()) {
      return flaw.get();
    }
    if (!completing(upload, this::mayAssemble, leaseEnd())) {
      return complete(upload.ref(), named).orElseThrow();
    }
    return switch (multipart.assemble(upload.objectKey(), way.s3UploadId(), parts)) {
      case DONE -> arrived(upload);
      case GONE -> vanished(upload);
      case PART_CHANGED -> {
        completing(upload, u -> u.state() == UploadState.COMPLETING, clock.instant());
        yield new Outcome.PartChanged();
      }
    };
  }

  /// Writes that parts are being put together.
  ///
  /// @return false if the upload no longer stands so that this may be
  private boolean completing(Upload upload, Predicate<Upload> allowed, Instant until) {
    return uploads
        .change(
            upload.ref(),
            current ->
                allowed.test(current)
                    ? Optional.of(Change.quietly(current.completing(until)))
                    : Optional.empty())
        .isPresent();
  }

  private Optional<Outcome> flaw(
      Upload upload, Multipart way, List<SentPart> parts, Map<Integer, String> named) {
    long size = parts.stream().mapToLong(SentPart::size).sum();
    if (size > upload.mostBytes()) {
      return Optional.of(tooLarge(upload, way, size));
    }
    List<Integer> missing = missing(upload, way, parts, named);
    if (!missing.isEmpty()) {
      return Optional.of(new Outcome.PartsMissing(missing));
    }
    return parts.stream()
        .filter(part -> !isRight(part, upload, way, named))
        .findFirst()
        .map(part -> new Outcome.PartMismatch(part.number()));
  }

  /// The parts that the upload must have and that do not lie at S3: all of a known number, or else
  /// those before the last one that is known of, and one more if bytes are still missing.
  private static List<Integer> missing(
      Upload upload, Multipart way, List<SentPart> parts, Map<Integer, String> named) {
    Set<Integer> sent = parts.stream().map(SentPart::number).collect(Collectors.toSet());
    long size = parts.stream().mapToLong(SentPart::size).sum();
    boolean incomplete = upload.file().size() == null ? size == 0 : size < upload.file().size();
    int lastKnown = Stream.concat(sent.stream(), named.keySet().stream()).reduce(0, Math::max);
    List<Integer> gaps =
        IntStream.rangeClosed(1, way.partSize() == null ? lastKnown : way.maxParts())
            .boxed()
            .filter(number -> !sent.contains(number))
            .limit(SHOWN_NUMBERS)
            .toList();
    return gaps.isEmpty() && incomplete && way.partSize() == null ? List.of(lastKnown + 1) : gaps;
  }

  private static boolean isRight(
      SentPart part, Upload upload, Multipart way, Map<Integer, String> named) {
    Long wanted = way.sizeOf(part.number(), upload.file().size());
    return part.number() <= way.maxParts()
        && (wanted == null || wanted == part.size())
        && (named.isEmpty() || part.etag().equals(named.get(part.number())));
  }

  private boolean mayAssemble(Upload upload) {
    return upload.state().awaitingBytes() && !leased(upload);
  }

  private boolean leased(Upload upload) {
    Instant end = upload.dueAt();
    return upload.state() == UploadState.COMPLETING && end != null && clock.instant().isBefore(end);
  }

  private Instant leaseEnd() {
    return clock.instant().plus(LEASE);
  }

  private Outcome arrived(Upload upload) {
    Instant now = clock.instant();
    return uploads
        .change(
            upload.ref(),
            current ->
                current.state().awaitingBytes()
                    ? Optional.of(Change.to(current.uploaded(now)))
                    : Optional.empty())
        .<Outcome>map(Outcome.Arrived::new)
        .orElseGet(() -> standing(upload));
  }

  /// The parts are gone: they have become the object, or were thrown away.
  private Outcome vanished(Upload upload) {
    return originals.head(upload.objectKey()).isPresent()
        ? arrived(upload)
        : ended(upload, UploadState.EXPIRED, VANISHED)
            .<Outcome>map(Outcome.Ended::new)
            .orElseGet(() -> standing(upload));
  }

  private Outcome tooLarge(Upload upload, Multipart way, long size) {
    Optional<Upload> rejected =
        ended(upload, UploadState.REJECTED, upload.wrongSize(size).orElseThrow());
    multipart.abort(upload.objectKey(), way.s3UploadId());
    return rejected
        .<Outcome>map(end -> new Outcome.TooLarge(end, size))
        .orElseGet(() -> standing(upload));
  }

  private Optional<Upload> ended(Upload upload, UploadState end, Reason reason) {
    return uploads.change(
        upload.ref(),
        current ->
            current.state().awaitingBytes()
                ? Optional.of(Change.to(current.ended(end, reason, clock.instant())))
                : Optional.empty());
  }

  /// {@return how an upload stands that somebody else has taken further}
  private Outcome standing(Upload upload) {
    return settled(uploads.find(upload.ref()).orElseThrow());
  }

  private static Outcome settled(Upload upload) {
    boolean arrived = upload.uploadedAt() != null && upload.state() != UploadState.DELETED;
    return arrived ? new Outcome.Arrived(upload) : new Outcome.Ended(upload);
  }
}
