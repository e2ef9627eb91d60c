package dev.millrace.local.gateway;

import dev.millrace.local.lambda.Functions;
import dev.millrace.local.lambda.Invocable;
import dev.millrace.local.sam.Properties;
import dev.millrace.local.sam.TemplateException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A Lambda authorizer of an HTTP API: payload format 2.0 with simple answers.
///
/// @param function who decides
/// @param headers the headers that identify the caller, names in lower case
/// @param ttl how long a decision stands
record Authorizer(Invocable function, List<String> headers, Duration ttl) {

  static Authorizer of(Properties properties, Functions functions) {
    if (!properties.flag("EnableSimpleResponses")
        || !properties.text("AuthorizerPayloadFormatVersion", "").equals("2.0")) {
      throw new TemplateException(
          properties.path()
              + ": the local stack knows authorizers with payload format 2.0 and simple responses");
    }
    Properties identity = properties.section("Identity");
    return new Authorizer(
        functions.get(properties.text("FunctionArn")),
        identity.texts("Headers").stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(),
        Duration.ofSeconds(identity.integer("ReauthorizeEvery", 0)));
  }
}
