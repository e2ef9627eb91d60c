package dev.millrace.models.tfjs;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.models.tensor.FloatTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Reads the weights of a TensorFlow.js model that is wrapped into scripts: the model's has the
/// list of weights as a literal, those of the shards their bytes in base64. Only weights of one
/// byte are read, which stand for `byte * scale + min`.
public final class TfjsWeights {
  private static final String LIST = "weightsManifest:";
  private static final String BYTES = ".exports=\"";

  /// A literal of JavaScript is nearly JSON.
  private static final JsonMapper LITERALS =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .build();

  private TfjsWeights() {}

  /// {@return the weights by their names}
  ///
  /// @param shards the scripts with the bytes, in order
  /// @throws IOException if the scripts are not what they should be
  public static Map<String, FloatTensor> read(String model, List<String> shards)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(shards));
    JsonNode manifest = LITERALS.readTree(model.substring(after(model, LIST)));
    Map<String, FloatTensor> weights = new HashMap<>();
    for (JsonNode weight : manifest.required(0).required("weights")) {
      weights.put(weight.required("name").asText(), tensor(weight, bytes));
    }
    if (bytes.hasRemaining()) {
      throw new IOException(bytes.remaining() + " bytes are left over");
    }
    return weights;
  }

  private static FloatTensor tensor(JsonNode weight, ByteBuffer bytes) throws IOException {
    JsonNode quantization = weight.path("quantization");
    if (!quantization.path("dtype").asText().equals("uint8")) {
      throw new IOException(weight.path("name").asText() + " is not of bytes");
    }
    double scale = quantization.required("scale").asDouble();
    double min = quantization.required("min").asDouble();
    int[] shape = weight.required("shape").valueStream().mapToInt(JsonNode::asInt).toArray();
    float[] values = new float[IntStream.of(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (Byte.toUnsignedInt(bytes.get()) * scale + min);
    }
    return new FloatTensor(values, shape);
  }

  private static byte[] bytes(List<String> shards) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String shard : shards) {
      int start = after(shard, BYTES);
      all.writeBytes(Base64.getDecoder().decode(shard.substring(start, shard.indexOf('"', start))));
    }
    return all.toByteArray();
  }

  private static int after(String script, String mark) throws IOException {
    int found = script.indexOf(mark);
    if (found < 0) {
      throw new IOException("the script has no " + mark);
    }
    return found + mark.length();
  }
}
