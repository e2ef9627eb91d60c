package dev.millrace.local.command;

import dev.millrace.local.command.Arguments.UsageException;
import dev.millrace.local.demo.MillraceClient;
import dev.millrace.local.demo.MillraceClient.Answer;
import dev.millrace.local.webhook.Notice;
import dev.millrace.local.webhook.Receiver;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/// `listen`: a subscriber that verifies what comes, prints it, and answers as it was told to.
final class ListenCommand {
  private static final int UNAUTHORIZED = 401;

  private final ListenOptions options;
  private final PrintStream out;
  private final NoticePrinter printer;

  ListenCommand(ListenOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
    printer = new NoticePrinter(out, options.json());
  }

  int run() throws InterruptedException {
    try (Receiver receiver = new Receiver(options.port(), this::receive)) {
      if (options.secret().isPresent()) {
        believe(receiver, options.secret().get());
        announce("Listening on " + receiver.url());
        Lifetime.until(receiver);
      } else {
        runSubscribed(receiver);
      }
    }
    return 0;
  }

  private static void believe(Receiver receiver, String secret) {
    try {
      receiver.expect(secret);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private void runSubscribed(Receiver receiver) throws InterruptedException {
    try (MillraceClient client = new MillraceClient(options.api(), options.apiKey())) {
      String endpointId = subscribe(client, receiver);
      announce("Listening on %s as %s of %s".formatted(receiver.url(), endpointId, options.api()));
      Lifetime.until(() -> client.deleteEndpoint(endpointId));
    }
  }

  private int receive(Notice notice) throws InterruptedException {
    Thread.sleep(options.slow());
    int status = notice.isGenuine() ? options.status() : UNAUTHORIZED;
    printer.print(notice, status);
    return status;
  }

  private String subscribe(MillraceClient client, Receiver receiver) throws InterruptedException {
    try {
      Answer endpoint = client.createEndpoint(receiver.url(), List.of());
      if (!endpoint.isSuccess()) {
        throw new IllegalStateException(
            "The endpoint was refused: %d %s".formatted(endpoint.status(), endpoint.body()));
      }
      receiver.expect(endpoint.body().path("secret").asText());
      return endpoint.body().path("id").asText();
    } catch (IOException e) {
      throw new IllegalStateException(
          "No Millrace answers at %s; start one with ./millrace up, or name an endpoint's --secret"
              .formatted(options.api()),
          e);
    }
  }

  private void announce(String where) {
    if (!options.json()) {
      out.println(where + "; Ctrl-C ends it.");
      out.flush();
    }
  }
}
