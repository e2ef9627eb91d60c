package dev.millrace.local.command;

import dev.millrace.local.Services;
import dev.millrace.local.json.Json;
import dev.millrace.local.sam.Template;
import java.io.PrintStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `aws`: S3, SQS and DynamoDB alone, at the addresses and with the access key that
/// `events/env.local.json` names.
final class AwsCommand {
  private static final Services.Ports PORTS = new Services.Ports(4510, 4511, 4512);
  private static final String KEY_ID = "local";
  private static final String SECRET = "locallocal";

  private final CommandLine line;
  private final PrintStream out;

  AwsCommand(CommandLine line, PrintStream out) {
    this.line = line;
    this.out = out;
  }

  int run() throws InterruptedException {
    Template template = Template.read(line.stack().template(), line.stack().parameters());
    Services services = Services.start(template, apis(template), line.stack().data(), PORTS);
    services.keys().accept(KEY_ID, SECRET);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("s3", services.s3().uri().toString());
    facts.put("sqs", services.sqs().uri().toString());
    facts.put("dynamodb", services.dynamoDb().uri().toString());
    facts.put("accessKeyId", KEY_ID);
    facts.put("secretAccessKey", SECRET);
    facts.put("bucket", services.bucket());
    facts.put("pid", ProcessHandle.current().pid());
    if (line.json()) {
      out.println(Json.write(facts));
    } else {
      out.println("S3, SQS and DynamoDB are up; Ctrl-C ends them.");
      facts.forEach((name, value) -> out.printf("  %-16s %s%n", name, value));
    }
    out.flush();
    Lifetime.until(services);
    return 0;
  }

  /// Nothing answers there, but references to the template's APIs have to lead somewhere.
  private Map<String, URI> apis(Template template) {
    URI address = URI.create("http://127.0.0.1:" + line.stack().port());
    Map<String, URI> apis = new LinkedHashMap<>();
    Stream.of(Template.HTTP_API, Template.SOCKET_API)
        .map(template::apis)
        .flatMap(List::stream)
        .forEach(id -> apis.put(id, address));
    return apis;
  }
}
