package dev.millrace.models.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.millrace.models.tensor.FloatTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDictReaderTest {
  private static final byte[] FLOATS = new FloatTensor(new float[] {1, 2, 3, 4, 5, 6}, 6).toBytes();

  @Test
  void stridesDecideTheOrderOfTheElements() throws IOException {
    Map<String, FloatTensor> weights =
        StateDictReader.read(file(tensor(0, new int[] {2, 3}, new int[] {1, 2}), 6));

    assertThat(weights).containsOnlyKeys("weight");
    FloatTensor weight = weights.get("weight");
    assertThat(weight).isNotNull();
    assertThat(weight.shape()).containsExactly(2, 3);
    assertThat(weight.values()).containsExactly(1, 3, 5, 2, 4, 6);
  }

  @Test
  void aTensorMayBeginInsideItsStorage() throws IOException {
    FloatTensor weight =
        StateDictReader.read(file(tensor(4, new int[] {2}, new int[] {1}), 6)).get("weight");

    assertThat(weight).isNotNull();
    assertThat(weight.values()).containsExactly(5, 6);
  }

  @Test
  void aTensorBeyondItsStorageIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> StateDictReader.read(file(tensor(5, new int[] {2}, new int[] {1}), 6)))
        .withMessage("a tensor reaches beyond its storage");
  }

  @Test
  void somethingElseThanATensorIsRefused() {
    byte[] pickle = new PickleWriter().emptyDict().mark().string("a").no().setItems().finish();

    assertThatIOException()
        .isThrownBy(() -> StateDictReader.read(file(pickle, 6)))
        .withMessage("the state dict holds something that is not a tensor");
  }

  @Test
  void anotherFileIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> StateDictReader.read("K\1.".getBytes(StandardCharsets.US_ASCII)))
        .withMessage("not a PyTorch file of the old layout");
  }

  private static byte[] tensor(int offset, int[] shape, int[] strides) {
    PickleWriter pickle = new PickleWriter().emptyDict().mark().string("weight");
    pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
    pickle.mark().string("storage").global("torch", "FloatStorage").string("s").string("cpu");
    pickle.integer(6).tuple().persistentId();
    pickle.integer(offset).integers(shape).integers(strides).no();
    pickle.global("collections", "OrderedDict").emptyTuple().call().tuple().call();
    return pickle.setItems().finish();
  }

  /// The layout before PyTorch 1.6 with one storage, `s`.
  private static byte[] file(byte[] stateDict, int elements) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(latin1("\u0080\2\u008a\12l\u00fc\u009cF\u00f9 j\u00a8P\31."));
    out.writeBytes(latin1("\u0080\2M\u00e9\3."));
    out.writeBytes(latin1("\u0080\2}."));
    out.writeBytes(stateDict);
    out.writeBytes(latin1("\u0080\2]X\1\0\0\0sa."));
    out.writeBytes(new byte[] {(byte) elements, 0, 0, 0, 0, 0, 0, 0});
    out.writeBytes(FLOATS);
    return out.toByteArray();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
