package dev.millrace.system;

import java.lang.management.ManagementFactory;

/// Coverage of the functions' processes, which the gate adds to that of the tests themselves.
public final class FunctionCoverage {
  private FunctionCoverage() {}

  /// {@return the template's `JavaOptions` that measure a function as this test is measured; empty
  /// if this test is not}
  public static String javaOptions() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
        .map(agent -> agent.replaceFirst("jacoco\\.exec", "jacoco-functions.exec"))
        .findFirst()
        .orElse("");
  }
}
