package dev.millrace.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.models.tensor.FloatTensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OnnxReaderTest {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  @Test
  void readsOperationsAndFloatWeights() {
    byte[] node =
        message(
            field(1, text("x")),
            field(1, text("w")),
            field(2, text("y")),
            field(4, text("MatMul")));
    byte[] floats = new FloatTensor(new float[] {1, 2, 3, 4, 5, 6}, 6).toBytes();
    byte[] weight =
        message(
            number(1, 3), number(1, 2), number(2, FLOAT), field(8, text("w")), field(9, floats));
    byte[] packed =
        message(
            field(1, new byte[] {1, 6}), number(2, FLOAT), field(8, text("p")), field(9, floats));
    byte[] shape = message(number(1, 1), number(2, INT64), field(8, text("shape")));
    byte[] graph = message(field(1, node), field(5, weight), field(5, packed), field(5, shape));

    OnnxGraph read = OnnxReader.read(ByteBuffer.wrap(message(number(1, 9), field(7, graph))));

    assertThat(read.nodes()).hasSize(1);
    assertThat(read.nodes().getFirst().operator()).isEqualTo("MatMul");
    assertThat(read.nodes().getFirst().inputs()).containsExactly("x", "w");
    assertThat(read.nodes().getFirst().outputs()).containsExactly("y");
    assertThat(read.weights()).containsOnlyKeys("w", "p");
    assertThat(read.weight("w").shape()).containsExactly(3, 2);
    assertThat(read.weight("w").values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.weight("p").shape()).containsExactly(1, 6);
  }

  @Test
  void fieldsOfEveryWireTypeAreSkipped() {
    byte[] fixed64 = {(2 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8};
    byte[] fixed32 = {(3 << 3) | 5, 1, 2, 3, 4};

    assertThat(OnnxReader.read(ByteBuffer.wrap(message(fixed64, fixed32))).nodes()).isEmpty();
  }

  @Test
  void anUnknownWireTypeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReader.read(ByteBuffer.wrap(new byte[] {(1 << 3) | 3, 0})))
        .withMessage("unknown wire type 3");
  }

  @Test
  void aVarintWithoutEndIsRefused() {
    byte[] endless = new byte[12];
    Arrays.fill(endless, (byte) 0x80);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxReader.read(ByteBuffer.wrap(endless)))
        .withMessage("varint of more than 64 bits");
  }

  @Test
  void aMissingWeightIsNamed() {
    OnnxGraph empty = OnnxReader.read(ByteBuffer.allocate(0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> empty.weight("w"))
        .withMessage("the graph has no weight w");
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] number(int field, int value) {
    return new byte[] {(byte) (field << 3), (byte) value};
  }

  private static byte[] field(int field, byte[] content) {
    return message(new byte[] {(byte) (field << 3 | 2), (byte) content.length}, content);
  }

  private static byte[] message(byte[]... fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      out.writeBytes(field);
    }
    return out.toByteArray();
  }
}
