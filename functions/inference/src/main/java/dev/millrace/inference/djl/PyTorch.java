package dev.millrace.inference.djl;

import ai.djl.engine.Engine;

/// The engine's settings, which it reads once, when it is loaded.
public final class PyTorch {
  private static final int MEGABYTES_PER_PROCESSOR = 1769;

  private PyTorch() {}

  /// Loads the engine for a sandbox of that memory, of which Lambda makes the share of processors
  /// follow: more threads than processors would only wait for one another. Nothing is downloaded.
  public static void load(int memoryMegabytes) {
    int processors = Math.max(1, memoryMegabytes / MEGABYTES_PER_PROCESSOR);
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(processors));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    Engine.getEngine("PyTorch");
  }
}
