package dev.millrace.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// What Lambda's managed runtime brings and a function's zip does not: the runtime interface client
/// with its native library, here beside the class that tethers it to this process.
///
/// @param classpath the runtime's classes
/// @param nativeLibrary the runtime interface client's native library
record RuntimeImage(String classpath, Path nativeLibrary) {
  private static final Class<?>[] JARS = {
    AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class
  };

  /// {@return the runtime, with what it needs as files put into a folder}
  static RuntimeImage unpack(Path folder) {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IllegalStateException(
          "Functions need Linux: Lambda's runtime interface client has a native library for no"
              + " other system");
    }
    try {
      String tether = Tether.class.getName().replace('.', '/') + ".class";
      copy(Tether.class.getClassLoader().getResourceAsStream(tether), folder.resolve(tether));
      String library =
          "libaws-lambda-jni.linux-%s.so"
              .formatted(
                  System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64")
                      ? "aarch_64"
                      : "x86_64");
      Path nativeLibrary = folder.resolve(library);
      copy(AWSLambda.class.getResourceAsStream("/jni/" + library), nativeLibrary);
      String classpath =
          Stream.concat(Stream.of(folder), Stream.of(JARS).map(RuntimeImage::jarOf))
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      return new RuntimeImage(classpath, nativeLibrary);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack the runtime", e);
    }
  }

  private static void copy(@Nullable InputStream source, Path target) throws IOException {
    try (InputStream content = Objects.requireNonNull(source, target::toString)) {
      Files.createDirectories(target.resolveSibling("."));
      Path unfinished = Files.createTempFile(target.resolveSibling("."), ".unfinished", "");
      Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
