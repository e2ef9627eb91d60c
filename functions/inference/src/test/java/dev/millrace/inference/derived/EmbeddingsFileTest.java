package dev.millrace.inference.derived;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.inference.core.search.DocumentVectors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingsFileTest {

  @Test
  void theFileHasTheFormThatIsDocumented() {
    byte[] file = EmbeddingsFile.write(List.of(0, 7), new float[][] {{1, 2, 3}, {4, 5, 6}});

    ByteBuffer read = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new String(file, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("MREM");
    assertThat(read.getInt(4)).isEqualTo(1);
    assertThat(read.getInt(8)).isEqualTo(3);
    assertThat(read.getInt(12)).isEqualTo(2);
    assertThat(read.getInt(16)).isEqualTo(0);
    assertThat(read.getInt(20)).isEqualTo(7);
    assertThat(read.getFloat(24)).isEqualTo(1);
    assertThat(read.getFloat(44)).isEqualTo(6);
    assertThat(file).hasSize(48);
  }

  @Test
  void whatWasWrittenIsRead() {
    DocumentVectors read =
        EmbeddingsFile.read(
            EmbeddingsFile.write(List.of(0, 7), new float[][] {{1, 2, 3}, {4, 5, 6}}));

    assertThat(read.count()).isEqualTo(2);
    assertThat(read.ordinal(1)).isEqualTo(7);
    assertThat(read.vector(1)).containsExactly(4, 5, 6);
  }

  @Test
  void anotherFileIsRefused() {
    byte[] later = EmbeddingsFile.write(List.of(0), new float[][] {{1}});
    later[4] = 2;

    assertThatIllegalArgumentException().isThrownBy(() -> EmbeddingsFile.read(later));
    assertThatIllegalArgumentException().isThrownBy(() -> EmbeddingsFile.read(new byte[3]));
    assertThatIllegalArgumentException().isThrownBy(() -> EmbeddingsFile.read(new byte[20]));
  }
}
