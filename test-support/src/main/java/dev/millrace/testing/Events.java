package dev.millrace.testing;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Reads invocations and writes answers as the Lambda runtime does.
public final class Events {
  private Events() {}

  /// {@return an invocation that lies in `events/`}
  public static <T> T read(String name, Class<T> type) {
    return parse(RepositoryFiles.read("events/" + name), type);
  }

  /// {@return an invocation given as JSON}
  public static <T> T parse(String json, Class<T> type) {
    return LambdaEventSerializers.serializerFor(type, Events.class.getClassLoader()).fromJson(json);
  }

  /// {@return the JSON of an answer}
  public static <T> String write(T answer, Class<T> type) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(type, Events.class.getClassLoader()).toJson(answer, json);
    return json.toString(StandardCharsets.UTF_8);
  }
}
