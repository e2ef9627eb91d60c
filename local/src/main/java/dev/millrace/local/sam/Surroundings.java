package dev.millrace.local.sam;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/// Where a template is deployed: what its references resolve to.
///
/// @param region the AWS region that resources name
/// @param accountId the AWS account that resources name
/// @param stackName the prefix of names that the template leaves open
/// @param sqs the address of the queues
/// @param apis the address of each API, by its logical id
public record Surroundings(
    String region, String accountId, String stackName, URI sqs, Map<String, URI> apis) {

  /// Copies the map.
  public Surroundings {
    apis = Map.copyOf(apis);
  }

  /// {@return the ARN of a resource of this account}
  public String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, accountId, resource);
  }

  /// {@return the id of an API, as `Ref` gives it}
  public static String apiId(String logicalId) {
    return logicalId.toLowerCase(Locale.ROOT);
  }

  /// {@return the text with the public addresses of the stack's APIs replaced by the local ones}
  String localized(String text) {
    String result = text;
    for (Map.Entry<String, URI> api : apis.entrySet()) {
      String host = "%s.execute-api.%s.amazonaws.com".formatted(apiId(api.getKey()), region);
      String local = api.getValue().getAuthority();
      result =
          result
              .replace("https://" + host, "http://" + local)
              .replace("wss://" + host, "ws://" + local);
    }
    return result;
  }
}
