package dev.millrace.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.local.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where a stack that runs here says where it can be found.
final class RunningStack {
  private final Path file;

  private RunningStack(Path file) {
    this.file = file;
  }

  /// {@return the stack of a template}
  static RunningStack of(Path template) {
    return new RunningStack(template.toAbsolutePath().resolveSibling(".millrace/up.json"));
  }

  /// Keeps what is known of the stack for as long as it runs.
  void announce(Map<String, Object> facts) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, Json.write(facts));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /// Forgets the stack.
  void withdraw() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }

  /// {@return the address of its DynamoDB}
  ///
  /// @throws IllegalStateException if no stack runs
  URI dynamoDb() {
    try {
      JsonNode facts = Json.read(Files.readString(file));
      if (ProcessHandle.of(facts.path("pid").asLong()).isPresent()) {
        return URI.create(facts.path("dynamodb").asText());
      }
    } catch (IOException _) {
      // said below
    }
    throw new IllegalStateException(
        "No stack runs here; start one with ./millrace up, or name the --table of a deployed one");
  }
}
