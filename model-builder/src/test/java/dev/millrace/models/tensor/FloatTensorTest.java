package dev.millrace.models.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FloatTensorTest {
  private static final FloatTensor MATRIX = new FloatTensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

  @Test
  void transposedExchangesRowsAndColumns() {
    FloatTensor turned = MATRIX.transposed();

    assertThat(turned.shape()).containsExactly(3, 2);
    assertThat(turned.values()).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void stackedJoinsAlongTheFirstAxis() {
    FloatTensor row = new FloatTensor(new float[] {7, 8, 9}, 1, 3);

    FloatTensor stacked = FloatTensor.stacked(List.of(MATRIX, row));

    assertThat(stacked.shape()).containsExactly(3, 3);
    assertThat(stacked.values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void bytesAreLittleEndian() {
    assertThat(new FloatTensor(new float[] {1}, 1).toBytes()).containsExactly(0, 0, 0x80, 0x3f);
  }

  @Test
  void aShapeThatTheValuesDoNotFillIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FloatTensor(new float[5], 2, 3))
        .withMessage("5 values do not fill the shape [2, 3]");
  }

  @Test
  void axesMayBePutInAnotherOrder() {
    FloatTensor tensor = new FloatTensor(new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3);

    FloatTensor permuted = tensor.permuted(3, 2, 0, 1);

    assertThat(permuted.shape()).containsExactly(3, 2, 1, 1);
    assertThat(permuted.values()).containsExactly(1, 4, 2, 5, 3, 6);
  }
}
