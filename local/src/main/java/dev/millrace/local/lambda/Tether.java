package dev.millrace.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;

/// The main class of a sandbox: Lambda's runtime, ended at once when the stack that started it is
/// gone, however that ended.
public final class Tether {
  private Tether() {}

  /// Runs the runtime.
  ///
  /// @param arguments the handler
  /// @throws Throwable what the runtime itself throws
  public static void main(String[] arguments) throws Throwable {
    Thread.ofPlatform().daemon().name("tether").start(Tether::endWithParent);
    AWSLambda.main(arguments);
  }

  /// The parent holds the other end of standard input and never writes to it.
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {} // until it is closed
    } catch (IOException e) {
      // as good as closed
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
