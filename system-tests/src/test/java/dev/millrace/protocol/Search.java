package dev.millrace.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Visits every moment that a protocol can get into, the nearest first, so that what it finds, it
/// finds by the shortest way. Of a moment that it has left it keeps only the fingerprint and the
/// moment that it came from, both as numbers.
final class Search {
  private final Protocol protocol;
  private final Moment start;
  private final Numbers numbers = new Numbers();
  private final Ints parents = new Ints();
  private final Ints edges = new Ints();
  private final BitSet good = new BitSet();
  private int mostDuplicates;

  private Search(Setting setting) {
    this.protocol = new Protocol(setting);
    this.start = protocol.start();
  }

  /// What a search has found.
  ///
  /// @param moments how many different ones there are
  /// @param steps how many lead from one to another
  /// @param mostDuplicates how often at most an endpoint took what it had taken before
  /// @param wrong what must not be, and the way there; empty if nothing is wrong
  /// @param stuck the way to a moment from which no way leads to an end; empty if there is none
  record Result(
      int moments, int steps, int mostDuplicates, Optional<String> wrong, Optional<String> stuck) {
    @Override
    public String toString() {
      return "%,d moments, %,d steps, %s lost, %s stuck, at most %d duplicates"
          .formatted(
              moments,
              steps,
              wrong.map(_ -> "1").orElse("0"),
              stuck.map(_ -> "1").orElse("0"),
              mostDuplicates);
    }
  }

  /// {@return what comes of a setting}
  static Result of(Setting setting) {
    return new Search(setting).run();
  }

  private Result run() {
    Deque<Moment> open = new ArrayDeque<>(List.of(start));
    int _ = numbers.of(Fingerprint.of(start));
    parents.add(-1);
    Optional<String> wrong = Optional.empty();
    for (int here = 0; !open.isEmpty() && wrong.isEmpty(); here++) {
      Moment moment = open.remove();
      mostDuplicates = Math.max(mostDuplicates, moment.duplicates());
      good.set(here, moment.ended());
      int place = here;
      wrong = moment.wrong().map(what -> what + way(place));
      for (Step step : protocol.next(moment)) {
        int there = numbers.of(Fingerprint.of(step.after()));
        edges.add(here);
        edges.add(there);
        if (there == parents.size()) {
          parents.add(here);
          open.add(step.after());
        }
      }
    }
    return new Result(
        parents.size(),
        edges.size() / 2,
        mostDuplicates,
        wrong,
        wrong.isPresent() ? Optional.empty() : stuck().map(this::way));
  }

  /// Most steps lead from a lower number to a higher one, so a few passes from the end are enough.
  private Optional<Integer> stuck() {
    BitSet saved = (BitSet) good.clone();
    int before = -1;
    while (before != saved.cardinality()) {
      before = saved.cardinality();
      for (int edge = edges.size() - 2; edge >= 0; edge -= 2) {
        if (saved.get(edges.get(edge + 1))) {
          saved.set(edges.get(edge));
        }
      }
    }
    return Optional.of(saved.nextClearBit(0)).filter(first -> first < parents.size());
  }

  /// {@return the steps to a moment, in words, a line for each}
  private String way(int number) {
    Deque<Integer> ahead = new ArrayDeque<>();
    for (int at = number; at > 0; at = parents.get(at)) {
      ahead.push(at);
    }
    List<String> lines = new ArrayList<>();
    Moment moment = start;
    for (int next : ahead) {
      Step step =
          protocol.next(moment).stream()
              .filter(candidate -> numbers.of(Fingerprint.of(candidate.after())) == next)
              .findFirst()
              .orElseThrow();
      lines.add(step.toString(start));
      moment = step.after();
    }
    return "\n" + String.join("\n", lines);
  }
}
