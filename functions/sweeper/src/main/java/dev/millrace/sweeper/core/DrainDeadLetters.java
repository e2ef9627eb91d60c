package dev.millrace.sweeper.core;

import dev.millrace.sweeper.core.DeadLetters.DeadLetter;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.Uploads;
import dev.millrace.webhook.DeliveryRequested;
import dev.millrace.webhook.DeliveryStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Empties a dead-letter queue. A message whose work is not done goes back; how often that happens
/// is bounded by the attempts that its row counts.
///
/// @param <T> what a message says
public final class DrainDeadLetters<T> implements Repair {
  private final DeadLetters<T> letters;
  private final Predicate<T> wanted;

  private DrainDeadLetters(DeadLetters<T> letters, Predicate<T> wanted) {
    this.letters = letters;
    this.wanted = wanted;
  }

  /// {@return the repair of messages that tell of objects of uploads: wanted until the uploads have
  /// ended}
  public static Repair ofArrivals(DeadLetters<List<UploadRef>> letters, Uploads uploads) {
    return new DrainDeadLetters<>(
        letters,
        refs ->
            refs.stream()
                .flatMap(ref -> uploads.find(ref).stream())
                .anyMatch(upload -> !upload.state().terminal()));
  }

  /// {@return the repair of messages that ask for attempts: wanted until the attempt was made}
  public static Repair ofDeliveries(
      DeadLetters<DeliveryRequested> letters, DeliveryStore deliveries) {
    return new DrainDeadLetters<>(
        letters,
        request ->
            deliveries
                .find(request.deliveryId())
                .filter(delivery -> !delivery.state().terminal())
                .filter(delivery -> delivery.attempt() == request.attempt())
                .isPresent());
  }

  @Override
  public List<Repaired> round() {
    return Repair.each(letters.receive(), this::settle);
  }

  private Optional<Repaired> settle(DeadLetter<T> letter) {
    if (wanted.test(letter.content())) {
      letters.sendBack(letter);
      return Optional.of(Repaired.DEAD_LETTER_SENT_BACK);
    }
    letters.remove(letter);
    return Optional.of(Repaired.DEAD_LETTER_REMOVED);
  }
}
