package dev.millrace.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What became of one file.
///
/// @param passed whether it ended, and its notice came with a valid signature
/// @param json the facts, as `demo --json` prints them
public record FileReport(boolean passed, ObjectNode json) {

  /// {@return a fact, missing when there is none}
  JsonNode fact(String name) {
    return json.path(name);
  }
}
