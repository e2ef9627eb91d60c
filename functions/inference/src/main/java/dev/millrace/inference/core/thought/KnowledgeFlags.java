package dev.millrace.inference.core.thought;

import dev.millrace.flag.Flag;
import java.time.Duration;

/// What decides about insights and patterns.
public final class KnowledgeFlags {
  /// Whether thoughts are taken at all.
  public static final Flag<Boolean> CAPTURE = Flag.onOff("thoughts.capture", true);

  /// Stops it for everybody, whatever else is set.
  public static final Flag<Boolean> KILLED = Flag.onOff("thoughts.killed", false);

  /// From which cosine on two texts are near enough to tell of.
  public static final Flag<Double> NEAR = Flag.number("insights.min-score", 0.55, 0, 1);

  /// In how many thoughts a concept has to be.
  public static final Flag<Long> RECURRING = Flag.integer("patterns.min-thoughts", 3, 2, 100);

  /// Within which time.
  public static final Flag<Duration> WINDOW = Flag.duration("patterns.window", Duration.ofDays(30));

  private KnowledgeFlags() {}
}
