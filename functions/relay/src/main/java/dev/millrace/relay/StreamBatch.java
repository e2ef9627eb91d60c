package dev.millrace.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.millrace.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.MDC;

/// Handles the records of a stream at once, as no order is promised. From the first that fails on
/// Lambda hands them out again, those too that did not fail.
final class StreamBatch {
  private static final System.Logger LOG = System.getLogger(StreamBatch.class.getName());
  private static final int MAX_AT_ONCE = 16;

  private StreamBatch() {}

  /// Handles each record, at most 16 at the same time. One that cannot be read is passed over with
  /// an error in the log, since reading it again cannot help.
  ///
  /// @param handler of which it is no harm to be called again
  /// @return where Lambda is to start again, if anything failed
  static StreamsEventResponse atOnce(
      List<DynamodbStreamRecord> records, Consumer<DynamodbStreamRecord> handler) {
    Map<String, String> logContext = MDC.getCopyOfContextMap();
    Semaphore places = new Semaphore(MAX_AT_ONCE);
    List<Future<Boolean>> handled = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (DynamodbStreamRecord entry : records) {
        places.acquireUninterruptibly();
        handled.add(
            threads.submit(() -> {
              try {
                if (logContext != null) {
                  MDC.setContextMap(logContext);
                }
                return handled(entry, handler);
              } finally {
                places.release();
              }
            }));
      }
    }
    for (int i = 0; i < records.size(); i++) {
      if (handled.get(i).state() != Future.State.SUCCESS || !handled.get(i).resultNow()) {
        return new StreamsEventResponse(List.of(new BatchItemFailure(number(records.get(i)))));
      }
    }
    return new StreamsEventResponse(List.of());
  }

  private static boolean handled(
      DynamodbStreamRecord entry, Consumer<DynamodbStreamRecord> handler) {
    try {
      handler.accept(entry);
      return true;
    } catch (MalformedJsonException e) {
      LOG.log(System.Logger.Level.ERROR, "passed over a record of the stream: " + number(entry), e);
      return true;
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "starting again at a record of the stream: " + number(entry),
          e);
      return false;
    }
  }

  private static String number(DynamodbStreamRecord entry) {
    return entry.getDynamodb().getSequenceNumber();
  }
}
