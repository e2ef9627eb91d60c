package dev.millrace.protocol;

import dev.millrace.protocol.Moment.Message;
import java.util.List;

/// Somebody at work.
///
/// @param task what they are at
/// @param answers what the rest of the world has told them so far, one for each call; with these,
///   the code that they run can be brought back to where it is
record Actor(Task task, List<Object> answers) {
  Actor {
    answers = List.copyOf(answers);
  }

  Actor(Task task) {
    this(task, List.of());
  }

  /// {@return this actor one call later}
  Actor told(List<Object> more) {
    return new Actor(task, more);
  }

  /// What somebody is at.
  sealed interface Task {
    /// Turning an event into deliveries.
    ///
    /// @param event its number
    record Relaying(int event) implements Task {
      @Override
      public String toString() {
        return "the relay of event " + event;
      }
    }

    /// Making the attempt that a message asks for.
    record Attempting(Message message) implements Task {
      @Override
      public String toString() {
        return "the worker at attempt " + message.request().attempt();
      }
    }

    /// Looking for what is due.
    record Sweeping() implements Task {
      @Override
      public String toString() {
        return "the sweeper";
      }
    }
  }
}
