package dev.millrace.local.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          "eu-central-1",
          "123456789012",
          "test",
          URI.create("http://127.0.0.1:9324"),
          Map.of(
              "Front", URI.create("http://127.0.0.1:3000"),
              "Socket", URI.create("http://127.0.0.1:3001")));

  private static final String HEAD =
      """
      Parameters:
        Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
        Zones: { Type: CommaDelimitedList, Default: 'a, b,c' }
        None: { Type: CommaDelimitedList, Default: '' }
      Mappings:
        Memory: { dev: { Small: 128 }, prod: { Small: 512 } }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
        IsDev: !Not [!Condition IsProd]
        Both: !And [!Condition IsDev, !Condition IsProd]
        Either: !Or [!Condition IsDev, !Condition IsProd]
      Globals:
        Function:
          Timeout: 7
          Layers: [global]
          Environment: { Variables: { STAGE: !Ref Stage, SHARED: global } }
      Resources:
        Front: { Type: AWS::Serverless::HttpApi }
        Socket: { Type: AWS::Serverless::WebSocketApi }
        Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub 'q-${Stage}' } }
        Ordered: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
        Bucket: { Type: AWS::S3::Bucket }
        Table: { Type: AWS::DynamoDB::GlobalTable }
        Role: { Type: AWS::IAM::Role }
        Logs: { Type: AWS::Logs::LogGroup }
        Other: { Type: AWS::SNS::Topic }
        Absent: { Type: AWS::SQS::Queue, Condition: IsProd }
        Worker:
          Type: AWS::Serverless::Function
          Metadata: { Dockerfile: Dockerfile }
          Properties:
            AutoPublishAlias: live
            Layers: [own]
            Environment: { Variables: { SHARED: own } }
      Outputs:
        Queue: { Value: !Ref Queue }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !Ref Stage                                    | dev
          !Ref AWS::Region                              | eu-central-1
          !Ref AWS::AccountId                           | 123456789012
          !Ref AWS::Partition                           | aws
          !Ref AWS::URLSuffix                           | amazonaws.com
          !Ref AWS::StackName                           | test
          !Ref AWS::StackId                             | arn:aws:cloudformation:eu-central-1:123456789012:stack/test/local
          !Ref Queue                                    | http://127.0.0.1:9324/123456789012/q-dev
          !Ref Ordered                                  | http://127.0.0.1:9324/123456789012/test-Ordered.fifo
          !Ref Bucket                                   | test-bucket
          !Ref Table                                    | test-Table
          !Ref Front                                    | front
          !Ref Worker                                   | test-Worker
          !Ref Worker.Alias                             | arn:aws:lambda:eu-central-1:123456789012:function:test-Worker:live
          !Ref Worker.Version                           | arn:aws:lambda:eu-central-1:123456789012:function:test-Worker:1
          !GetAtt Queue.Arn                             | arn:aws:sqs:eu-central-1:123456789012:q-dev
          !GetAtt Queue.QueueName                       | q-dev
          !GetAtt Queue.QueueUrl                        | http://127.0.0.1:9324/123456789012/q-dev
          !GetAtt [Bucket, Arn]                         | arn:aws:s3:::test-bucket
          !GetAtt Bucket.DomainName                     | test-bucket.s3.amazonaws.com
          !GetAtt Bucket.RegionalDomainName             | test-bucket.s3.eu-central-1.amazonaws.com
          !GetAtt Table.Arn                             | arn:aws:dynamodb:eu-central-1:123456789012:table/test-Table
          !GetAtt Table.StreamArn                       | arn:aws:dynamodb:eu-central-1:123456789012:table/test-Table/stream/local
          !GetAtt Worker.Arn                            | arn:aws:lambda:eu-central-1:123456789012:function:test-Worker
          !GetAtt Front.ApiEndpoint                     | http://127.0.0.1:3000
          !GetAtt Socket.ApiEndpoint                    | ws://127.0.0.1:3001
          !GetAtt Socket.ApiId                          | socket
          !GetAtt Role.Arn                              | arn:aws:iam::123456789012:role/test-Role
          !GetAtt Logs.Arn                              | arn:aws:logs:eu-central-1:123456789012:log-group:test-Logs:*
          !Sub 'a-${Stage}-${Queue.QueueName}-${!raw}'  | a-dev-q-dev-${raw}
          !Sub ['${x}/${Stage}', {x: !Ref AWS::Region}] | eu-central-1/dev
          !Sub '${Worker.Alias}'                        | arn:aws:lambda:eu-central-1:123456789012:function:test-Worker:live
          !Sub 'https://${Front}.execute-api.${AWS::Region}.${AWS::URLSuffix}/x'   | http://127.0.0.1:3000/x
          !Sub 'wss://${Socket}.execute-api.${AWS::Region}.amazonaws.com/live'     | ws://127.0.0.1:3001/live
          !Join ['-', [a, !Ref Stage]]                  | a-dev
          !If [IsProd, up, down]                         | down
          !If [Either, up, down]                         | up
          !If [Both, up, down]                           | down
          !Equals [a, a]                                | true
          !FindInMap [Memory, !Ref Stage, Small]        | 128
          !Select [1, !Ref Zones]                       | b
          !Select [0, !Split ['/', 'x/y']]              | x
          Fn::Join: ['+', [1, 2]]                       | 1+2
          """)
  void resolves(String expression, String expected) throws IOException {
    assertThat(value(expression)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!Ref Nothing",
        "!Ref AWS::Nonsense",
        "!Ref Queue.Alias",
        "!Ref Worker.Nonsense",
        "!GetAtt Queue.Nonsense",
        "!GetAtt Nothing.Arn",
        "!GetAtt Other.TopicName",
        "!ImportValue x",
        "!If [Unknown, a, b]",
        "!If [IsProd, a]",
        "!FindInMap [Memory, dev, Large]",
        "!Select [9, !Ref Zones]",
        "!And [!Base64 x]"
      })
  void refusesWhatItDoesNotKnow(String expression) {
    assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> value(expression));
  }

  @Test
  void dropsWhatHasNoValue() throws IOException {
    assertThat(value("[a, !Ref AWS::NoValue, !If [IsProd, b, !Ref AWS::NoValue]]"))
        .isEqualTo(List.of("a"));
    assertThat(value("{ a: 1, b: !Ref AWS::NoValue, c: }")).isEqualTo(Map.of("a", 1));
  }

  @Test
  void mergesGlobalsAsSamDoes() throws IOException {
    Resource worker = read(HEAD, Map.of()).resources(Template.FUNCTION).getFirst();

    assertThat(worker.name()).isEqualTo("test-Worker");
    assertThat(worker.properties().integer("Timeout", 0)).isEqualTo(7);
    assertThat(worker.properties().texts("Layers")).containsExactly("global", "own");
    assertThat(worker.properties().section("Environment").section("Variables").values())
        .isEqualTo(Map.of("STAGE", "dev", "SHARED", "own"));
    assertThat(worker.metadata().text("Dockerfile")).isEqualTo("Dockerfile");
  }

  @Test
  void deploysByCondition() throws IOException {
    assertThat(read(HEAD, Map.of()).resources("AWS::SQS::Queue"))
        .extracting(Resource::id)
        .containsExactly("Queue", "Ordered");
    assertThat(read(HEAD, Map.of("Stage", "prod")).resources("AWS::SQS::Queue"))
        .extracting(Resource::name)
        .containsExactly("q-prod", "test-Ordered.fifo", "test-Absent");
  }

  @Test
  void readsOutputs() throws IOException {
    assertThat(read(HEAD, Map.of()).output("Queue"))
        .contains("http://127.0.0.1:9324/123456789012/q-dev");
    assertThat(read(HEAD, Map.of()).output("Nothing")).isEmpty();
  }

  @Test
  void takesParametersFromTheCallerThenFromTheTemplatesLocalValues() throws IOException {
    String local = HEAD + "Metadata: { LocalStack: { Parameters: { Stage: prod } } }\n";

    assertThat(read(local, Map.of()).output("Queue").orElseThrow()).endsWith("q-prod");
    assertThat(read(local, Map.of("Stage", "dev")).output("Queue").orElseThrow()).endsWith("q-dev");
  }

  @Test
  void refusesParametersThatItCannotUse() {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> read(HEAD, Map.of("Nonsense", "1")))
        .withMessageContaining("no parameter Nonsense");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> read(HEAD, Map.of("Stage", "test")))
        .withMessageContaining("must be one of [dev, prod]");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> read("Parameters: { Must: { Type: String } }", Map.of()))
        .withMessageContaining("--parameter Must=");
  }

  @Test
  void refusesWhatIsNotATemplate() {
    assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> read("[a]", Map.of()));
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> read("{ a: 1, a: 2 }", Map.of()));
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> read("Resources: [a]", Map.of()).resources("b"));
  }

  @Test
  void addsTheImplicitHttpApi() throws IOException {
    assertThat(template("Resources: {}", Map.of()).apis(Template.HTTP_API))
        .containsExactly("ServerlessHttpApi");
    assertThat(template(HEAD, Map.of()).apis(Template.HTTP_API)).containsExactly("Front");
    assertThat(template("Resources: {}", Map.of()).apis(Template.SOCKET_API)).isEmpty();
    assertThat(template(HEAD, Map.of()).directory()).isEqualTo(folder);
  }

  @Test
  void namesThePropertyThatIsWrong() {
    Properties properties =
        new Properties("Queue", Map.of("Delay", "long", "Rules", List.of(Map.of()), "One", "x"));

    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> properties.integer("Delay", 0))
        .withMessage("Queue.Delay must be a whole number, not long");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> properties.sections("Rules").getFirst().text("Name"))
        .withMessage("Queue.Rules[0].Name is missing");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> properties.section("One"))
        .withMessage("Queue.One must be a mapping");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> properties.sections("One"))
        .withMessage("Queue.One must be a list");
    assertThat(properties.texts("One")).containsExactly("x");
    assertThat(properties.flag("Nothing")).isFalse();
  }

  @Test
  void refusesWhatIsNoArn() {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> Arn.parse("queue"))
        .withMessage("Not an ARN: queue");
  }

  private Object value(String expression) throws IOException {
    String[] parts = expression.split(": ", 2);
    boolean longForm = expression.startsWith("Fn::");
    String yaml = longForm ? "{ '" + parts[0] + "': " + parts[1] + " }" : expression;
    String resource =
        "  Subject: { Type: AWS::SNS::Topic, Properties: { Value: " + yaml + " } }\nOutputs:";
    Object value =
        read(HEAD.replace("Outputs:", resource), Map.of()).resources("AWS::SNS::Topic").stream()
            .filter(topic -> topic.id().equals("Subject"))
            .map(topic -> topic.properties().values().get("Value"))
            .findFirst()
            .orElseThrow();
    return value;
  }

  private ResolvedTemplate read(String yaml, Map<String, String> parameters) throws IOException {
    return template(yaml, parameters).in(SURROUNDINGS);
  }

  private Template template(String yaml, Map<String, String> parameters) throws IOException {
    return Template.read(Files.writeString(folder.resolve("template.yaml"), yaml), parameters);
  }
}
