package dev.millrace.api.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds out whether all that the API needs can be reached.
public final class CheckReadiness {
  private static final System.Logger LOG = System.getLogger(CheckReadiness.class.getName());

  private final List<Probe> probes;

  public CheckReadiness(List<Probe> probes) {
    this.probes = List.copyOf(probes);
  }

  /// {@return whether each component answers, by its name}
  public Map<String, Boolean> check() {
    Map<String, Boolean> answers = new LinkedHashMap<>();
    probes.forEach(probe -> answers.put(probe.component(), answers(probe)));
    return answers;
  }

  private static boolean answers(Probe probe) {
    try {
      probe.question().run();
      return true;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, probe.component() + " does not answer", e);
      return false;
    }
  }
}
