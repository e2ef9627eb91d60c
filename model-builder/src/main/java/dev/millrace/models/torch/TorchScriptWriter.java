package dev.millrace.models.torch;

import dev.millrace.models.tensor.FloatTensor;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// Writes a TorchScript archive with one module class: its tensors, its pickled state and the
/// source of its methods.
///
/// An archive is a zip: `data/N` holds the bytes of tensor N, `data.pkl` the module object with a
/// dict of them, `code/` the class. libtorch compiles that source when it loads the archive, so an
/// operator it does not know is refused there and then; `__setstate__` gives the module its
/// tensors.
public final class TorchScriptWriter implements Closeable {
  private static final String ROOT = "model/";
  private static final byte[] FORMAT_VERSION = "3\n".getBytes(StandardCharsets.US_ASCII);

  private final AlignedZip zip;
  private final String className;
  private final PickleWriter state = new PickleWriter();
  private final StringBuilder fields = new StringBuilder();
  private final StringBuilder setState = new StringBuilder();
  private int tensors;

  /// Opens an archive in that file for a module class of that name.
  public TorchScriptWriter(Path file, String className) throws IOException {
    this(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20), className);
  }

  TorchScriptWriter(OutputStream out, String className) {
    this.zip = new AlignedZip(out);
    this.className = className;
    state.global("__torch__", className).emptyTuple().newObject().emptyDict().mark();
  }

  /// Adds a tensor to the module; {@return the expression that reads it in `forward`}
  public String tensor(FloatTensor tensor) throws IOException {
    return tensor(tensor, "%s");
  }

  /// Adds a tensor that the module keeps in another form, which it makes once, when it is loaded;
  /// {@return the expression that reads it in `forward`}
  ///
  /// @param form the expression that makes it, `%s` being the tensor
  public String tensor(FloatTensor tensor, String form) throws IOException {
    String storage = String.valueOf(tensors++);
    String name = "w" + storage;
    fields.append("  ").append(name).append(" : Tensor\n");
    setState
        .append("    self.%s = ".formatted(name))
        .append(form.formatted("state[\"" + name + "\"]"))
        .append('\n');
    state.string(name);
    state.global("torch._utils", "_rebuild_tensor_v2").mark();
    state.mark().string("storage").global("torch", "FloatStorage").string(storage).string("cpu");
    state.integer(tensor.values().length).tuple().persistentId();
    state.integer(0).integers(tensor.shape()).integers(rowMajorStrides(tensor.shape())).no();
    state.global("collections", "OrderedDict").emptyTuple().call().tuple().call();
    zip.add(ROOT + "data/" + storage, tensor.toBytes());
    return "self." + name;
  }

  /// Ends the archive with the module's method.
  public void finish(ForwardMethod forward, String result) throws IOException {
    state.setItems().build();
    zip.add(ROOT + "data.pkl", state.finish());
    zip.add(
        ROOT + "code/__torch__.py",
        (source() + forward.source(className, result)).getBytes(StandardCharsets.UTF_8));
    zip.add(ROOT + "constants.pkl", new PickleWriter().emptyTuple().finish());
    zip.add(ROOT + "version", FORMAT_VERSION);
  }

  private String source() {
    return """
    class %1$s(Module):
      __parameters__ = []
      __buffers__ = []
      training : bool
    %2$s\
      def __getstate__(self: __torch__.%1$s) -> Dict[str, Tensor]:
        return annotate(Dict[str, Tensor], {})
      def __setstate__(self: __torch__.%1$s,
        state: Dict[str, Tensor]) -> NoneType:
        self.training = False
    %3$s\
        return None
    """
        .formatted(className, fields, setState);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static int[] rowMajorStrides(int[] shape) {
    return IntStream.range(0, shape.length)
        .map(axis -> IntStream.of(shape).skip(axis + 1).reduce(1, Math::multiplyExact))
        .toArray();
  }
}
