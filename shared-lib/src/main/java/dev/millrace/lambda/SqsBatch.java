package dev.millrace.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.millrace.json.MalformedJsonException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.slf4j.MDC;

/// Handles the messages of an SQS batch each for itself, so that only those that failed are handed
/// out again.
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

  /// Handles all messages at once, each on a thread of its own, and otherwise like [#forEach]. The
  /// batch size bounds how many threads there are.
  ///
  /// @return the messages that threw, for SQS to hand out again
  public static SQSBatchResponse atOnce(
      SQSEvent event, Work work, String name, BiConsumer<SQSMessage, LogLine> handler) {
    Map<String, String> logContext = MDC.getCopyOfContextMap();
    Set<String> unsettled = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (SQSMessage message : event.getRecords()) {
        unsettled.add(message.getMessageId());
        threads.execute(() -> {
          if (logContext != null) {
            MDC.setContextMap(logContext);
          }
          if (settled(message, work, name, handler)) {
            unsettled.remove(message.getMessageId());
          }
        });
      }
    }
    return new SQSBatchResponse(unsettled.stream().map(BatchItemFailure::new).toList());
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
