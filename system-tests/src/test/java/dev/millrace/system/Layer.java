package dev.millrace.system;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a class stands within the function that it belongs to.
///
/// @param function the function's package, such as `relay`
/// @param part `core`, the name of an outside world such as `s3`, or empty for the function's own
///   package, which holds its handler and its wiring
record Layer(String function, String part) {
  static final Set<String> FUNCTIONS =
      Set.of(
          "api",
          "authorizer",
          "dispatch",
          "extraction",
          "inference",
          "presign",
          "relay",
          "socket",
          "sweeper");

  private static final Pattern PACKAGE =
      Pattern.compile("dev\\.millrace\\.(\\w+)(?:\\.(\\w+))?(?:\\..*)?");

  /// {@return the layer of a class, or empty if it belongs to no function}
  static Optional<Layer> of(JavaClass type) {
    Matcher parts = PACKAGE.matcher(type.getPackageName());
    return parts.matches() && FUNCTIONS.contains(parts.group(1))
        ? Optional.of(new Layer(parts.group(1), Optional.ofNullable(parts.group(2)).orElse("")))
        : Optional.empty();
  }

  /// {@return whether it holds the handler and the wiring}
  boolean top() {
    return part.isEmpty();
  }

  boolean core() {
    return part.equals("core");
  }

  /// One slice for each layer of each function.
  static final class Slices implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return Layer.of(type)
          .map(layer -> SliceIdentifier.of(layer.function(), layer.part()))
          .orElseGet(SliceIdentifier::ignore);
    }

    @Override
    public String getDescription() {
      return "the layers of each function";
    }
  }
}
