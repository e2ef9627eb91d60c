package dev.millrace.models.tfjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.models.tensor.FloatTensor;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TfjsWeightsTest {
  private static final String MODEL =
      "!function(){return{modelTopology:{},weightsManifest:[{paths:[\"a\",\"b\"],weights:["
          + "{name:\"w\",shape:[1,2],dtype:\"float32\",quantization:{min:-1.5,scale:.5,dtype:\"uint8\"}},"
          + "{name:\"b\",shape:[],dtype:\"float32\",quantization:{min:2,scale:1,dtype:\"uint8\"}}"
          + "]}]}}()";

  @Test
  void bytesStandForNumbers() throws IOException {
    Map<String, FloatTensor> weights = TfjsWeights.read(MODEL, List.of(shard(0, 255), shard(3)));

    assertThat(weights.get("w"))
        .satisfies(w -> {
          assertThat(w.shape()).containsExactly(1, 2);
          assertThat(w.values()).containsExactly(new float[] {-1.5f, 126}, within(1e-6f));
        });
    assertThat(weights.get("b")).satisfies(b -> assertThat(b.values()).containsExactly(5));
  }

  @Test
  void bytesThatNothingAsksForAreAnError() {
    assertThatThrownBy(() -> TfjsWeights.read(MODEL, List.of(shard(0, 255, 3, 9))))
        .isInstanceOf(IOException.class)
        .hasMessage("1 bytes are left over");
  }

  @Test
  void aScriptOfAnotherKindIsAnError() {
    assertThatThrownBy(() -> TfjsWeights.read("alert(1)", List.of(shard())))
        .isInstanceOf(IOException.class);
  }

  private static String shard(int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return "e.exports=\"" + Base64.getEncoder().encodeToString(content) + "\"}";
  }
}
