package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.json.MalformedJsonException;
import java.util.List;
import java.util.function.BiConsumer;

/// Handles the messages of an SQS batch one by one, so that only those that failed are handed out
/// again.
public final class SqsBatch {
  private SqsBatch() {}

  /// Handles each message as a unit of work. A message that cannot be read is dropped with an error
  /// in the log, since reading it again cannot help.
  ///
  /// @return the messages that threw, for SQS to hand out again
  public static SQSBatchResponse forEach(
      SQSEvent event, Work work, String name, BiConsumer<SQSMessage, LogLine> handler) {
    List<BatchItemFailure> failures =
        event.getRecords().stream()
            .filter(message -> !settled(message, work, name, handler))
            .map(message -> new BatchItemFailure(message.getMessageId()))
            .toList();
    return new SQSBatchResponse(failures);
  }

  /// {@return whether the message is done with, for better or worse; the unit's log line tells
  /// which}
  private static boolean settled(
      SQSMessage message, Work work, String name, BiConsumer<SQSMessage, LogLine> handler) {
    try {
      return work.unit(
          name,
          line -> {
            line.put("message_id", message.getMessageId());
            handler.accept(message, line);
            return true;
          });
    } catch (MalformedJsonException e) {
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
