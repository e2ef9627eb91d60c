package dev.millrace.bench.heavy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.demo.MillraceClient;
import dev.millrace.local.demo.MillraceClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Takes one file from nothing to its end, and deletes it.
final class HeavyUpload implements Callable<Outcome> {
  private final HeavyPlan.Item item;
  private final Path folder;
  private final MillraceClient client;
  private final Sender sender;
  private final Ledger ledger;
  private final Killer killer;
  private final Duration patience;

  /// @param folder for the file until it is sent
  /// @param patience how long it may take from then on
  HeavyUpload(
      HeavyPlan.Item item,
      Path folder,
      MillraceClient client,
      Sender sender,
      Ledger ledger,
      Killer killer,
      Duration patience) {
    this.item = item;
    this.folder = folder;
    this.client = client;
    this.sender = sender;
    this.ledger = ledger;
    this.killer = killer;
    this.patience = patience;
  }

  @Override
  public Outcome call() throws IOException, InterruptedException {
    Path file = folder.resolve(item.name());
    item.kind().write(file, item.seed(), item.bytes());
    long bytes = Files.size(file);
    String id;
    try {
      Answer created = sender.create(item, bytes);
      if (created.status() != 201) {
        return Outcome.notSent(item.kind(), bytes, created.toString());
      }
      sender.send(created.body(), file);
      id = created.body().path("id").asText();
    } catch (IOException e) {
      return Outcome.notSent(item.kind(), bytes, e.toString());
    } finally {
      Files.delete(file);
    }
    killer.sent();
    Optional<JsonNode> ended = ended(id);
    if (ended.isEmpty()) {
      return new Outcome(id, item.kind(), bytes, Outcome.STUCK, standing(id), ledger.events(id));
    }
    Outcome outcome =
        new Outcome(
            id,
            item.kind(),
            bytes,
            ended.get().path("state").asText(),
            reason(ended.get()),
            ledger.events(id));
    sender.delete(id);
    return outcome;
  }

  private Optional<JsonNode> ended(String id) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    Optional<Long> version = Optional.empty();
    while (Instant.now().isBefore(deadline)) {
      Answer answer = client.upload(id, version);
      if (answer.status() == 200) {
        if (answer.body().path("terminal").asBoolean()) {
          return Optional.of(answer.body());
        }
        version = Optional.of(answer.body().path("version").asLong());
      }
    }
    return Optional.empty();
  }

  private String standing(String id) throws IOException, InterruptedException {
    JsonNode upload = client.upload(id, Optional.empty()).body();
    return "%s at %d %%".formatted(upload.path("state").asText(), upload.path("percent").asInt());
  }

  private static String reason(JsonNode ended) {
    return ended.path("error").path("code").asText(ended.at("/warnings/0/code").asText());
  }
}
