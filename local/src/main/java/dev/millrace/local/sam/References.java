package dev.millrace.local.sam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `Ref` and `Fn::GetAtt` give for pseudo parameters, parameters and resources.
final class References {
  static final String FUNCTION = "AWS::Serverless::Function";
  static final String HTTP_API = "AWS::Serverless::HttpApi";
  static final String SOCKET_API = "AWS::Serverless::WebSocketApi";

  /// The HTTP API that SAM adds when a function names none.
  static final String IMPLICIT_API = "ServerlessHttpApi";

  private static final List<String> NAME_PROPERTIES =
      List.of(
          "FunctionName",
          "BucketName",
          "QueueName",
          "TableName",
          "LogGroupName",
          "RoleName",
          "Name");

  private final Surroundings surroundings;
  private final Map<String, Object> parameters;
  private final Map<String, Object> resources;
  private final UnaryOperator<Object> evaluate;

  References(
      Surroundings surroundings,
      Map<String, Object> parameters,
      Map<String, Object> resources,
      UnaryOperator<Object> evaluate) {
    this.surroundings = surroundings;
    this.parameters = parameters;
    this.resources = resources;
    this.evaluate = evaluate;
  }

  Object ref(String name) {
    @Nullable Object parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    return name.startsWith("AWS::") ? pseudoParameter(name) : resource(name);
  }

  private Object pseudoParameter(String name) {
    return switch (name) {
      case "AWS::AccountId" -> surroundings.accountId();
      case "AWS::NoValue" -> Evaluator.NoValue.NO_VALUE;
      case "AWS::Partition" -> "aws";
      case "AWS::Region" -> surroundings.region();
      case "AWS::StackId" ->
          surroundings.arn("cloudformation", "stack/" + surroundings.stackName() + "/local");
      case "AWS::StackName" -> surroundings.stackName();
      case "AWS::URLSuffix" -> "amazonaws.com";
      default -> throw new TemplateException("Unknown pseudo parameter " + name);
    };
  }

  private Object resource(String id) {
    if (id.equals(IMPLICIT_API)) {
      return Surroundings.apiId(id);
    }
    int dot = id.indexOf('.');
    if (dot > 0) {
      return publishedFunction(id.substring(0, dot), id.substring(dot + 1));
    }
    return switch (type(id)) {
      case "AWS::SQS::Queue" -> queueUrl(id);
      case HTTP_API, SOCKET_API -> Surroundings.apiId(id);
      default -> name(id);
    };
  }

  /// SAM's own references to what `AutoPublishAlias` adds.
  private String publishedFunction(String id, String part) {
    @Nullable Object alias = properties(id).get("AutoPublishAlias");
    if (alias == null || !type(id).equals(FUNCTION)) {
      throw new TemplateException("Ref " + id + "." + part + ": " + id + " publishes no alias");
    }
    return switch (part) {
      case "Alias" -> functionArn(id) + ":" + evaluate.apply(alias);
      case "Version" -> functionArn(id) + ":1";
      default -> throw new TemplateException("Ref " + id + "." + part + " is not known");
    };
  }

  Object attribute(String id, String attribute) {
    if (id.equals(IMPLICIT_API)) {
      return endpoint(id, "http");
    }
    return switch (type(id) + "." + attribute) {
      case "AWS::SQS::Queue.Arn" -> surroundings.arn("sqs", name(id));
      case "AWS::SQS::Queue.QueueName" -> name(id);
      case "AWS::SQS::Queue.QueueUrl" -> queueUrl(id);
      case "AWS::S3::Bucket.Arn" -> "arn:aws:s3:::" + name(id);
      case "AWS::S3::Bucket.DomainName" -> name(id) + ".s3.amazonaws.com";
      case "AWS::S3::Bucket.RegionalDomainName" ->
          name(id) + ".s3." + surroundings.region() + ".amazonaws.com";
      case "AWS::DynamoDB::Table.Arn", "AWS::DynamoDB::GlobalTable.Arn" -> tableArn(id);
      case "AWS::DynamoDB::Table.StreamArn", "AWS::DynamoDB::GlobalTable.StreamArn" ->
          tableArn(id) + "/stream/local";
      case FUNCTION + ".Arn" -> functionArn(id);
      case HTTP_API + ".ApiEndpoint" -> endpoint(id, "http");
      case SOCKET_API + ".ApiEndpoint" -> endpoint(id, "ws");
      case HTTP_API + ".ApiId", SOCKET_API + ".ApiId" -> Surroundings.apiId(id);
      case "AWS::IAM::Role.Arn" ->
          "arn:aws:iam::%s:role/%s".formatted(surroundings.accountId(), name(id));
      case "AWS::KMS::Key.Arn" -> surroundings.arn("kms", "key/" + name(id));
      case "AWS::Logs::LogGroup.Arn" -> surroundings.arn("logs", "log-group:" + name(id) + ":*");
      default ->
          throw new TemplateException(
              "GetAtt %s.%s of %s is not supported by the local stack"
                  .formatted(id, attribute, type(id)));
    };
  }

  /// {@return the physical name of a resource: as the template says, else as CloudFormation would}
  String name(String id) {
    Map<String, Object> properties = properties(id);
    return NAME_PROPERTIES.stream()
        .flatMap(property -> Stream.ofNullable(properties.get(property)))
        .map(evaluate)
        .map(String::valueOf)
        .findFirst()
        .orElseGet(() -> generatedName(id, properties));
  }

  private String generatedName(String id, Map<String, Object> properties) {
    String name = surroundings.stackName() + "-" + id;
    return switch (type(id)) {
      case "AWS::S3::Bucket" -> name.toLowerCase(Locale.ROOT);
      case "AWS::SQS::Queue" -> properties.containsKey("FifoQueue") ? name + ".fifo" : name;
      default -> name;
    };
  }

  private String queueUrl(String id) {
    return surroundings.sqs().resolve("/" + surroundings.accountId() + "/" + name(id)).toString();
  }

  private String tableArn(String id) {
    return surroundings.arn("dynamodb", "table/" + name(id));
  }

  private String functionArn(String id) {
    return surroundings.arn("lambda", "function:" + name(id));
  }

  private String endpoint(String id, String scheme) {
    return Optional.ofNullable(surroundings.apis().get(id))
        .map(uri -> scheme + "://" + uri.getAuthority())
        .orElseThrow(() -> new TemplateException("API " + id + " has no local address"));
  }

  String type(String id) {
    @Nullable Object resource = resources.get(id);
    if (resource == null) {
      throw new TemplateException("No parameter or resource is named " + id);
    }
    return String.valueOf(Yaml.mapping(resource, id).get("Type"));
  }

  private Map<String, Object> properties(String id) {
    return Yaml.mapping(Yaml.mapping(resources.get(id), id).get("Properties"), id);
  }
}
