package dev.millrace.bench.webhook;

import dev.millrace.bench.webhook.Subscribers.Manner;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Subscribers that accept everything, in a process of their own, so that their work is not taken
/// for the sender's.
final class SubscriberProcess implements AutoCloseable {
  private final Process process;
  private final List<Integer> ports;

  private SubscriberProcess(Process process, List<Integer> ports) {
    this.process = process;
    this.ports = ports;
  }

  /// Starts as many subscribers.
  static SubscriberProcess start(int number) throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                SubscriberProcess.class.getName(),
                Integer.toString(number))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader();
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("the subscribers did not start");
    }
    return new SubscriberProcess(
        process, Stream.of(line.split(" ")).map(Integer::valueOf).toList());
  }

  /// {@return a port for each subscriber}
  List<Integer> ports() {
    return ports;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /// Serves until its input ends.
  public static void main(String[] arguments) throws IOException {
    try (Subscribers subscribers =
        new Subscribers(_ -> {}, Thread.ofPlatform().daemon().factory())) {
      System.out.println(
          String.join(
              " ",
              IntStream.range(0, Integer.parseInt(arguments[0]))
                  .mapToObj(_ -> Integer.toString(subscribers.add(Manner.ACCEPTS)))
                  .toList()));
      while (System.in.read() >= 0) {
        // told nothing
      }
    }
  }
}
