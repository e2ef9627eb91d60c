package dev.millrace.local.command;

import dev.millrace.local.LocalStack;
import dev.millrace.local.json.Json;
import java.io.PrintStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `up`: runs the whole system until it is told to end.
final class UpCommand {
  private final CommandLine line;
  private final PrintStream out;
  private final PrintStream err;

  UpCommand(CommandLine line, PrintStream out, PrintStream err) {
    this.line = line;
    this.out = out;
    this.err = err;
  }

  int run() throws InterruptedException {
    LocalStack stack =
        LocalStack.start(
            line.stack(), (function, text) -> err.println("[" + function + "] " + text));
    Optional<BrowserPage> page = BrowserPage.beside(line.stack().template());
    Map<String, Object> facts = facts(stack);
    page.ifPresent(
        served -> facts.put("page", served.address(stack.api(), webSocket(stack)).toString()));
    RunningStack running = RunningStack.of(line.stack().template());
    running.announce(facts);
    if (line.json()) {
      out.println(Json.write(facts));
    } else {
      out.println("Millrace is up; Ctrl-C ends it.");
      facts.forEach((name, value) -> out.printf("  %-10s %s%n", name, value));
      out.printf(
          "  try        curl -H 'Authorization: Bearer %s' -d '{\"filename\":\"a.txt\",\"size\":5}' %s/v1/uploads%n",
          LocalStack.API_KEY, stack.api());
    }
    out.flush();
    Lifetime.until(() -> {
      running.withdraw();
      page.ifPresent(BrowserPage::close);
      stack.close();
    });
    return 0;
  }

  private static Map<String, Object> facts(LocalStack stack) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("api", stack.api().toString());
    facts.put("websocket", webSocket(stack));
    facts.put("apiKey", LocalStack.API_KEY);
    facts.put("s3", stack.services().s3().uri().toString());
    facts.put("sqs", stack.services().sqs().uri().toString());
    facts.put("dynamodb", stack.services().dynamoDb().uri().toString());
    facts.put("bucket", stack.services().bucket());
    facts.put("pid", ProcessHandle.current().pid());
    return facts;
  }

  private static String webSocket(LocalStack stack) {
    return stack.webSocket().map(URI::toString).orElse("");
  }
}
