package dev.millrace.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Lets somebody take one step: the code that they run begins anew, is told what it was told
/// before, makes one more call, and is halted before the next.
///
/// A step is one call that others could notice or be noticed by.
final class Life {
  private final Halt halt = new Halt();
  private World world;
  private List<Object> answers = List.of();
  private int heard;
  private boolean called;
  private boolean halted;
  private String what = "";
  private Object about = "";

  Life(Moment start) {
    world = new World(start);
  }

  /// Ends a run of the code for now. The code may catch what its calls throw, so each further call
  /// throws it again.
  private static final class Halt extends Error {
    private static final long serialVersionUID = 1L;

    private Halt() {
      super("halted", null, false, false);
    }
  }

  /// {@return what comes of one step of somebody}
  ///
  /// @param code that they run
  Step step(Moment before, Actor actor, Runnable code) {
    world = new World(before);
    answers = new ArrayList<>(actor.answers());
    heard = 0;
    called = false;
    halted = false;
    try {
      code.run();
    } catch (Halt _) {
      halted = true;
    }
    List<Actor> everybody = new ArrayList<>(before.actors());
    int place = everybody.indexOf(actor);
    if (halted) {
      everybody.set(place, actor.told(answers));
    } else {
      everybody.remove(place);
    }
    return new Step(world.with(everybody), actor.task(), what, about);
  }

  /// A call that is a step.
  <T> T call(String verb, Object object, Function<World, T> effect) {
    if (heard == answers.size()) {
      if (called) {
        halted = true;
      } else {
        called = true;
        what = verb;
        about = object;
      }
    }
    return glance(effect);
  }

  /// A call that belongs to the step before it.
  @SuppressWarnings("unchecked") // the answer was given to this very call
  <T> T glance(Function<World, T> effect) {
    if (heard < answers.size()) {
      return (T) answers.get(heard++);
    }
    if (halted) {
      throw halt;
    }
    T answer = effect.apply(world);
    answers.add(answer);
    heard++;
    return answer;
  }
}
