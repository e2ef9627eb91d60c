package dev.millrace.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.millrace.json.MalformedJsonException;
import java.util.List;
import java.util.function.Consumer;

/// Handles the records of a stream in their order, up to the first that fails: from there on Lambda
/// hands them out again.
final class StreamBatch {
  private static final System.Logger LOG = System.getLogger(StreamBatch.class.getName());

  private StreamBatch() {}

  /// Handles each record. One that cannot be read is passed over with an error in the log, since
  /// reading it again cannot help.
  ///
  /// @return where Lambda is to start again, if anything failed
  static StreamsEventResponse inOrder(
      List<DynamodbStreamRecord> records, Consumer<DynamodbStreamRecord> handler) {
    for (DynamodbStreamRecord entry : records) {
      String number = entry.getDynamodb().getSequenceNumber();
      try {
        handler.accept(entry);
      } catch (MalformedJsonException e) {
        LOG.log(System.Logger.Level.ERROR, "passed over a record of the stream: " + number, e);
      } catch (RuntimeException e) {
        LOG.log(
            System.Logger.Level.ERROR, "starting again at a record of the stream: " + number, e);
        return new StreamsEventResponse(List.of(new BatchItemFailure(number)));
      }
    }
    return new StreamsEventResponse(List.of());
  }
}
