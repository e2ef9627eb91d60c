package dev.millrace.system;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The configuration of a function: the record beside its handler that reads the environment.
sealed interface Configuration {
  /// Reads the configuration.
  void read(Map<String, String> environment) throws ReflectiveOperationException;

  /// {@return the configuration record named after a function's handler}
  static Configuration of(DeployedFunction function) {
    String name = function.handler().replaceAll("Handler$", "Config");
    try {
      Method from = Class.forName(name).getDeclaredMethod("from", Map.class);
      from.setAccessible(true);
      return new Read(from);
    } catch (ClassNotFoundException e) {
      return new None();
    } catch (NoSuchMethodException e) {
      throw new AssertionError(name + " has no from(Map)", e);
    }
  }

  /// {@return the names of the variables that it reads, those apart that Lambda itself sets}
  default Set<String> namesRead(Map<String, String> environment)
      throws ReflectiveOperationException {
    Recording recording = new Recording(environment);
    read(recording);
    recording.names.removeIf(name -> name.startsWith("AWS_LAMBDA_"));
    return recording.names;
  }

  /// A function that reads nothing.
  record None() implements Configuration {
    @Override
    public void read(Map<String, String> environment) {}
  }

  /// A record with a static method `from`.
  record Read(Method from) implements Configuration {
    @Override
    public void read(Map<String, String> environment) throws ReflectiveOperationException {
      try {
        from.invoke(null, environment);
      } catch (InvocationTargetException e) {
        throw new AssertionError(e.getCause());
      }
    }
  }

  /// An environment that remembers what it was asked for.
  final class Recording extends AbstractMap<String, String> {
    private final Map<String, String> environment;
    private final Set<String> names = new TreeSet<>();

    Recording(Map<String, String> environment) {
      this.environment = environment;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
      names.add(String.valueOf(name));
      return environment.get(name);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
      return environment.entrySet();
    }
  }
}
