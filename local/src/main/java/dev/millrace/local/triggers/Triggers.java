package dev.millrace.local.triggers;

import dev.millrace.local.lambda.Functions;
import dev.millrace.local.lambda.Invocable;
import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.ResolvedTemplate;
import dev.millrace.local.sam.Resource;
import dev.millrace.local.sam.Template;
import dev.millrace.local.sam.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Reads from the template what invokes its functions, apart from the APIs.
public final class Triggers implements AutoCloseable {
  private final Functions functions;
  private final SqsClient sqs;
  private final DynamoDbClient dynamoDb;
  private final DynamoDbStreamsClient streams;
  private final List<Trigger> triggers = new ArrayList<>();

  /// Creates triggers for functions over the services that they listen to.
  public Triggers(
      Functions functions, SqsClient sqs, DynamoDbClient dynamoDb, DynamoDbStreamsClient streams) {
    this.functions = functions;
    this.sqs = sqs;
    this.dynamoDb = dynamoDb;
    this.streams = streams;
  }

  /// Starts every trigger of the template.
  public void start(ResolvedTemplate template) {
    Stream.concat(
            template.resources(Template.FUNCTION).stream().flatMap(this::events),
            template.resources("AWS::Lambda::EventSourceMapping").stream().map(this::mapping))
        .forEach(triggers::add);
    triggers.forEach(Trigger::start);
  }

  private Stream<Trigger> events(Resource function) {
    Properties events = function.properties().section("Events");
    Invocable target = functions.get(function.name());
    return events.values().keySet().stream()
        .flatMap(name -> event(function, target, name, events.section(name)));
  }

  private Stream<Trigger> event(
      Resource function, Invocable target, String name, Properties event) {
    Properties properties = event.section("Properties");
    return switch (event.text("Type")) {
      case "SQS" -> Stream.of(queue(target, properties, properties.text("Queue")));
      case "DynamoDB" -> Stream.of(stream(target, properties, properties.text("Stream")));
      case "Schedule" -> schedule(function, target, name, properties, "Schedule");
      case "ScheduleV2" -> schedule(function, target, name, properties, "ScheduleExpression");
      case "HttpApi" -> Stream.empty(); // the gateway's
      default ->
          throw new TemplateException(
              "%s: events of type %s are not supported by the local stack"
                  .formatted(event.path(), event.text("Type")));
    };
  }

  private Trigger mapping(Resource mapping) {
    Properties properties = mapping.properties();
    String source = properties.text("EventSourceArn");
    Invocable target = functions.get(properties.text("FunctionName"));
    return source.contains(":sqs:")
        ? queue(target, properties, source)
        : stream(target, properties, source);
  }

  private Trigger queue(Invocable target, Properties properties, String arn) {
    return new QueuePoller(sqs, target, QueueMapping.of(properties, arn, target.spec()));
  }

  private Trigger stream(Invocable target, Properties properties, String arn) {
    return new StreamPoller(dynamoDb, streams, sqs, target, StreamMapping.of(properties, arn));
  }

  private static Stream<Trigger> schedule(
      Resource function, Invocable target, String name, Properties properties, String expression) {
    boolean enabled =
        !properties.text("Enabled", "true").equals("false")
            && !properties.text("State", "ENABLED").equals("DISABLED");
    return enabled
        ? Stream.of(
            new Schedule(
                target,
                function.id() + name,
                Schedule.period(properties.text(expression)),
                properties.findText("Input")))
        : Stream.empty();
  }

  @Override
  public void close() {
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      triggers.forEach(trigger -> closing.execute(trigger::close));
    }
  }
}
