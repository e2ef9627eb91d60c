package dev.millrace.models.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.models.tensor.FloatTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GgufReaderTest {
  private final ByteBuffer file = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);

  @Test
  void floatsAndHalvesAreReadPastTheSettings() {
    header(2, 3);
    text("general.name").putInt(8);
    text("tiny");
    text("sizes").putInt(9).putInt(4).putLong(2).putInt(7).putInt(8);
    text("norm").putInt(12).putDouble(0.5);
    tensor("wide", 0, 0, 3, 2);
    tensor("half", 1, 32, 2);
    file.position(Math.ceilDiv(file.position(), 32) * 32);
    int start = file.position();
    for (int i = 1; i <= 6; i++) {
      file.putFloat(i);
    }
    file.position(start + 32);
    file.putShort(Float.floatToFloat16(0.25f)).putShort(Float.floatToFloat16(-2));

    Map<String, FloatTensor> tensors = GgufReader.read(file.array());

    assertThat(tensors).containsOnlyKeys("wide", "half");
    assertThat(tensors.get("wide"))
        .satisfies(wide -> {
          assertThat(wide.shape()).containsExactly(2, 3);
          assertThat(wide.values()).containsExactly(1, 2, 3, 4, 5, 6);
        });
    assertThat(tensors.get("half"))
        .satisfies(half -> assertThat(half.values()).containsExactly(0.25f, -2));
  }

  @Test
  void anotherTypeOfTensorIsRefused() {
    header(1, 0);
    tensor("packed", 2, 0, 32);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> GgufReader.read(file.array()))
        .withMessage("packed is of the type 2");
  }

  @Test
  void anotherFileIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> GgufReader.read(new byte[64]));
  }

  private void header(long tensors, long pairs) {
    file.putInt(0x46554747).putInt(3).putLong(tensors).putLong(pairs);
  }

  private void tensor(String name, int type, long offset, int... fastestAxisFirst) {
    text(name).putInt(fastestAxisFirst.length);
    for (int length : fastestAxisFirst) {
      file.putLong(length);
    }
    file.putInt(type).putLong(offset);
  }

  private ByteBuffer text(String text) {
    return file.putLong(text.length()).put(text.getBytes(StandardCharsets.UTF_8));
  }
}
