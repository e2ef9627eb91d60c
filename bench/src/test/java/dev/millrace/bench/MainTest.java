package dev.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.bench.Report.Mark;
import dev.millrace.bench.Report.Table;
import dev.millrace.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path results;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aBenchmarksTablesAndMarksArePrinted() throws Exception {
    assertThat(run("sums")).isZero();

    assertThat(text(out))
        .contains("sums: adds")
        .contains("| who  | adds/s |")
        .contains("| ours | 1,234  |")
        .contains("| ratio  | 0.500    | ≥ 1     | MISSED  |")
        .contains("| p99    | 2.50 ms  | ≤ 10 ms | reached |");
  }

  @Test
  void whatWasFoundIsKeptAsJson() throws Exception {
    run("--quick", "sums");

    JsonNode kept = Json.tree(Files.readString(results.resolve("sums.json")));
    assertThat(kept.path("benchmark").asText()).isEqualTo("sums");
    assertThat(kept.path("quick").asBoolean()).isTrue();
    assertThat(kept.at("/machine/cpus").asInt()).isPositive();
    assertThat(kept.at("/report/tables/0/rows/0/1").asInt()).isEqualTo(1234);
    assertThat(kept.at("/report/marks/1/goal").asInt()).isEqualTo(10);
  }

  @Test
  void withoutANameAllAreRun() throws Exception {
    assertThat(run()).isZero();

    assertThat(results.resolve("sums.json")).exists();
  }

  @Test
  void anUnknownNameOrOptionIsRefusedWithTheNamesThereAre() throws Exception {
    assertThat(run("products")).isEqualTo(2);
    assertThat(run("--slow")).isEqualTo(2);
    assertThat(run("--uploads", "many")).isEqualTo(2);
    assertThat(run("--seed")).isEqualTo(2);

    assertThat(text(err))
        .contains("there is no benchmark products", "unknown option: --slow", "sums  ")
        .contains("--uploads wants a number, not 'many'", "--seed wants a number, not ''");
    assertThat(results).isEmptyDirectory();
  }

  @Test
  void aRowMustFitItsColumns() {
    assertThatThrownBy(() -> new Table("t", List.of("a", "b"), List.of(List.of(1))))
        .hasMessageContaining("1 cells under 2 columns");
  }

  @Test
  void aFigureThatIsNoNumberReachesNoGoal() {
    assertThat(Mark.atLeast(1, "x", Double.NaN, "").reached()).isFalse();
    assertThat(Mark.atMost(1, "x", Double.NaN, "").reached()).isFalse();
  }

  @Test
  void quantilesAreNearestRanks() {
    Quantiles quantiles = Quantiles.of(4, 1, 3, 2);

    assertThat(quantiles.median()).isEqualTo(2);
    assertThat(quantiles.at(0.99)).isEqualTo(4);
    assertThat(quantiles.at(0.01)).isEqualTo(1);
    assertThatThrownBy(Quantiles::of).hasMessageContaining("nothing was measured");
  }

  private int run(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(results.toString()));
    all.addAll(List.of(arguments));
    return Main.run(all, List.of(new Sums()), stream(out), stream(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static final class Sums implements Benchmark {
    @Override
    public String name() {
      return "sums";
    }

    @Override
    public String about() {
      return "adds";
    }

    @Override
    public Report run(Options options, PrintStream progress) {
      return new Report(
          List.of(new Table("Sums", List.of("who", "adds/s"), List.of(List.of("ours", 1234)))),
          List.of(Mark.atLeast(1, "ratio", 0.5, ""), Mark.atMost(10, "p99", 2.5, "ms")));
    }
  }
}
