package dev.millrace.models.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PickleReaderTest {

  @Test
  void aCallOfOsSystemIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> read("cos\nsystem\n(X\4\0\0\0calctR."))
        .withMessage("pickle name os.system is refused");
  }

  @Test
  void anAllowedNameIsNotTherebyCallable() {
    assertThatIOException()
        .isThrownBy(() -> read("ctorch\nFloatStorage\n)R."))
        .withMessage("pickle call of torch.FloatStorage is refused");
  }

  @Test
  void anUnknownOpcodeIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> read("i"))
        .withMessage("pickle opcode 0x69 is refused");
  }

  @Test
  void aTruncatedPickleIsBroken() {
    assertThatIOException().isThrownBy(() -> read("X\100\0\0\0abc")).withMessage("broken pickle");
    assertThatIOException().isThrownBy(() -> read("(]")).withMessage("broken pickle");
    assertThatIOException().isThrownBy(() -> read("t.")).withMessage("broken pickle");
    assertThatIOException().isThrownBy(() -> read("]s.")).withMessage("broken pickle");
    assertThatIOException()
        .isThrownBy(() -> read("h\7."))
        .withMessage("broken pickle: nothing is remembered as 7");
  }

  @Test
  void numbersOfEveryWidthAreRead() throws IOException {
    assertThat(read("(K\u00ffM\1\2J\u00ff\u00ff\u00ff\u00ff\u008a\2\0\u0080t."))
        .isEqualTo(List.of(255L, 513L, -1L, -32768L));
  }

  @Test
  void listsAndMapsAreBuiltInPlace() throws IOException {
    assertThat(read("}(X\1\0\0\0a](K\1K\2eX\1\0\0\0b]K\3au."))
        .isEqualTo(Map.of("a", List.of(1L, 2L), "b", List.of(3L)));
    assertThat(read("}X\1\0\0\0aq\0h\0s.")).isEqualTo(Map.of("a", "a"));
    assertThat(read("K\1K\2\u0086.")).isEqualTo(List.of(1L, 2L));
  }

  private static Object read(String opcodes) throws IOException {
    byte[] bytes = opcodes.getBytes(StandardCharsets.ISO_8859_1);
    return PickleReader.read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }
}
