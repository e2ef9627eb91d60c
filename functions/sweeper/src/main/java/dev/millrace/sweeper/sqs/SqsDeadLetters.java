package dev.millrace.sweeper.sqs;

import dev.millrace.json.MalformedJsonException;
import dev.millrace.sweeper.core.DeadLetters;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// A dead-letter queue of SQS, ten messages at a time.
///
/// @param <T> what a message says
public final class SqsDeadLetters<T> implements DeadLetters<T> {
  private static final System.Logger LOG = System.getLogger(SqsDeadLetters.class.getName());
  private static final int AT_A_TIME = 10;

  private final SqsClient sqs;
  private final String url;
  private final String sourceUrl;
  private final Function<String, T> reader;

  /// @param sourceUrl the queue whose dead letters these are
  /// @param reader tells what a body says, or throws a MalformedJsonException
  public SqsDeadLetters(SqsClient sqs, String url, String sourceUrl, Function<String, T> reader) {
    this.sqs = sqs;
    this.url = url;
    this.sourceUrl = sourceUrl;
    this.reader = reader;
  }

  @Override
  public List<DeadLetter<T>> receive() {
    return sqs
        .receiveMessage(receive ->
            receive
                .queueUrl(url)
                .maxNumberOfMessages(AT_A_TIME)
                .messageSystemAttributeNames(MessageSystemAttributeName.MESSAGE_GROUP_ID))
        .messages()
        .stream()
        .flatMap(message -> read(message).stream())
        .toList();
  }

  @Override
  public void sendBack(DeadLetter<T> letter) {
    sqs.sendMessage(message ->
        message
            .queueUrl(sourceUrl)
            .messageBody(letter.body())
            .messageGroupId(letter.group().isEmpty() ? null : letter.group()));
    remove(letter);
  }

  @Override
  public void remove(DeadLetter<T> letter) {
    delete(letter.receipt());
  }

  private Optional<DeadLetter<T>> read(Message message) {
    try {
      return Optional.of(
          new DeadLetter<>(
              reader.apply(message.body()),
              message.body(),
              message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, ""),
              message.receiptHandle()));
    } catch (MalformedJsonException e) {
      LOG.log(System.Logger.Level.ERROR, "dropped a message: " + message.messageId(), e);
      delete(message.receiptHandle());
      return Optional.empty();
    }
  }

  private void delete(String receipt) {
    sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(receipt));
  }
}
