package dev.millrace.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder with one model: `model.pt` and `model_metadata.json`, and beside them what else the
/// model needs.
///
/// @param folder where it lies
record ModelBundle(Path folder) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /// {@return the bundle in that folder, which is made}
  static ModelBundle in(Path folder) throws IOException {
    return new ModelBundle(Files.createDirectories(folder));
  }

  /// {@return where the network lies}
  Path network() {
    return folder.resolve("model.pt");
  }

  /// {@return the digest of the network's file}
  String sha256() throws IOException {
    return Sha256.of(network());
  }

  /// Adds a further file.
  void add(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  /// Writes the description of the model.
  void describe(Record metadata) throws IOException {
    JSON.writeValue(folder.resolve("model_metadata.json").toFile(), metadata);
  }
}
