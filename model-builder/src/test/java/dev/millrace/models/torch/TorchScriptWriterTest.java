package dev.millrace.models.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.models.tensor.FloatTensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class TorchScriptWriterTest {

  @Test
  void theSameNetworkGivesTheSameBytes() throws IOException {
    assertThat(tinyNetwork()).isEqualTo(tinyNetwork());
  }

  @Test
  void theArchiveHoldsTheSourceAndTheTensors() throws IOException {
    Map<String, byte[]> entries = entries(tinyNetwork());

    assertThat(entries)
        .containsOnlyKeys(
            "model/data/0",
            "model/data/1",
            "model/data.pkl",
            "model/code/__torch__.py",
            "model/constants.pkl",
            "model/version");
    assertThat(entries.get("model/data/1")).isEqualTo(new byte[] {0, 0, (byte) 0x80, 0x3f});
    assertThat(new String(content(entries, "model/code/__torch__.py"), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            class Tiny(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              w0 : Tensor
              w1 : Tensor
              def __getstate__(self: __torch__.Tiny) -> Dict[str, Tensor]:
                return annotate(Dict[str, Tensor], {})
              def __setstate__(self: __torch__.Tiny,
                state: Dict[str, Tensor]) -> NoneType:
                self.training = False
                self.w0 = state["w0"]
                self.w1 = torch.neg(state["w1"])
                return None
              def forward(self: __torch__.Tiny,
                x: Tensor) -> Tensor:
                v0 = torch.linear(x, self.w0, self.w1)
                return v0
            """);
  }

  @Test
  void tensorsBeginAtMultiplesOf64Bytes() throws IOException {
    byte[] archive = tinyNetwork();
    ByteBuffer header = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int first = 30 + header.getShort(26) + header.getShort(28);

    assertThat(first % 64).isZero();
    assertThat(header.getFloat(first)).isEqualTo(2);
  }

  private static byte[] tinyNetwork() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TorchScriptWriter module = new TorchScriptWriter(out, "Tiny")) {
      ForwardMethod forward = new ForwardMethod("x");
      String weight = module.tensor(new FloatTensor(new float[] {2, 3}, 1, 2));
      String bias = module.tensor(new FloatTensor(new float[] {1}, 1), "torch.neg(%s)");
      module.finish(forward, forward.let("torch.linear(x, " + weight + ", " + bias + ")"));
    }
    return out.toByteArray();
  }

  private static byte[] content(Map<String, byte[]> entries, String name) {
    return entries.getOrDefault(name, new byte[0]);
  }

  private static Map<String, byte[]> entries(byte[] archive) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }
}
