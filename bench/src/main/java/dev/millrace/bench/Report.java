package dev.millrace.bench;

import java.util.List;

/// What a benchmark has found.
///
/// @param tables the figures
/// @param marks what they should be, and whether they are
public record Report(List<Table> tables, List<Mark> marks) {
  /// Figures side by side.
  ///
  /// @param rows each with a cell for each column: a text, or a number
  public record Table(String title, List<String> columns, List<List<Object>> rows) {
    public Table {
      for (List<Object> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "%s: %d cells under %d columns".formatted(title, row.size(), columns.size()));
        }
      }
    }
  }

  /// A figure with the value that it should reach.
  ///
  /// @param measured the figure
  /// @param unit its unit, empty for a ratio
  /// @param goal the least it should be, or the most if `atMost`
  public record Mark(String name, double measured, String unit, boolean atMost, double goal) {
    /// {@return a figure that should be no less than the goal}
    public static Mark atLeast(double goal, String name, double measured, String unit) {
      return new Mark(name, measured, unit, false, goal);
    }

    /// {@return a figure that should be no more than the goal}
    public static Mark atMost(double goal, String name, double measured, String unit) {
      return new Mark(name, measured, unit, true, goal);
    }

    /// {@return whether the figure is what it should be; one that is not a number is not}
    public boolean reached() {
      return atMost ? measured <= goal : measured >= goal;
    }
  }
}
