package dev.millrace.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.json.MalformedJsonException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemsTest {
  private static final Content CONTENT =
      new Content(
          "tide",
          Long.MAX_VALUE,
          Integer.MIN_VALUE,
          0.7125,
          1e-9,
          true,
          null,
          Instant.parse("2026-01-01T00:00:00.123Z"),
          List.of(new Part("a", 1), new Part("", 2)),
          Map.of("key", "value"),
          List.of());

  private record Content(
      String text,
      long large,
      int small,
      double share,
      double tiny,
      boolean flag,
      @Nullable String absent,
      Instant time,
      List<Part> parts,
      Map<String, String> texts,
      List<String> none) {}

  private record Part(String name, int number) {}

  @Test
  void aRecordReadsBackAsItWasWritten() {
    Map<String, AttributeValue> item = Items.write("P#1", "S#1", CONTENT);

    assertThat(Items.sort(item)).isEqualTo("S#1");
    assertThat(item).doesNotContainKey("absent");
    assertThat(item.get("large")).isEqualTo(AttributeValue.fromN("9223372036854775807"));
    assertThat(item.get("time")).isEqualTo(Items.text("2026-01-01T00:00:00.123Z"));
    assertThat(Items.read(item, Content.class)).isEqualTo(CONTENT);
    assertThat(Items.read(Items.nested(CONTENT).m(), Content.class)).isEqualTo(CONTENT);
  }

  /// DynamoDB gives numbers back in its own notation.
  @Test
  void numbersMayComeBackInAnotherNotation() {
    Map<String, AttributeValue> item = Items.write("P#1", "S#1", CONTENT);
    item.put("tiny", AttributeValue.fromN("0.000000001"));
    item.put("small", AttributeValue.fromN("-2147483648"));

    assertThat(Items.read(item, Content.class)).isEqualTo(CONTENT);
  }

  @Test
  void setsAreReadAsListsAndNullAsAbsent() {
    Map<String, AttributeValue> item = Items.write("P#1", "S#1", CONTENT);
    item.put("none", AttributeValue.fromSs(List.of("a")));
    item.put("absent", AttributeValue.fromNul(true));

    Content read = Items.read(item, Content.class);

    assertThat(read.none()).containsExactly("a");
    assertThat(read.absent()).isNull();
  }

  @Test
  void whatIsNotSuchARecordIsRefused() {
    Map<String, AttributeValue> item = Items.write("P#1", "S#1", CONTENT);
    item.put("flag", Items.text("perhaps"));

    assertThatThrownBy(() -> Items.read(item, Content.class))
        .isInstanceOf(MalformedJsonException.class);

    item.put("flag", AttributeValue.fromB(SdkBytes.fromUtf8String("bytes")));
    assertThatIllegalArgumentException().isThrownBy(() -> Items.read(item, Content.class));
  }
}
