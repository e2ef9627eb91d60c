package dev.millrace.inference;

import dev.millrace.inference.s3.ModelLocation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/// Where the models of a sandbox come from.
///
/// @param modelDir `MODEL_DIR`, the folder of the bundles that the image carries
/// @param modelUri `MODEL_URI`, where the image classifier lies instead: a folder, or
///   `s3://bucket/prefix`; may be empty
/// @param candidateUri `MODEL_CANDIDATE_URI`, where a second one lies that the flag
///   `classifier.model` sends uploads to; may be empty
record ModelSources(Path modelDir, String modelUri, String candidateUri) {

  Path embedder() {
    return modelDir.resolve("embedder");
  }

  Path classifier(Supplier<S3Client> s3) {
    return modelUri.isEmpty()
        ? modelDir.resolve("classifier")
        : new ModelLocation(modelUri).folder(s3);
  }

  Optional<Path> candidate(Supplier<S3Client> s3) {
    return candidateUri.isEmpty()
        ? Optional.empty()
        : Optional.of(new ModelLocation(candidateUri).folder(s3));
  }
}
