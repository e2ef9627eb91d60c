package dev.millrace.models.torch;

import java.util.List;
import java.util.stream.Collectors;

/// The `forward` method of a TorchScript module, written as single assignments.
public final class ForwardMethod {
  private final List<String> arguments;
  private final StringBuilder body = new StringBuilder();
  private int variables;

  /// @param arguments names of the tensors that the method takes
  public ForwardMethod(String... arguments) {
    this.arguments = List.of(arguments);
  }

  /// Assigns the expression to a new variable; {@return its name}
  public String let(String expression) {
    String name = "v" + variables++;
    body.append("    ").append(name).append(" = ").append(expression).append('\n');
    return name;
  }

  /// {@return the source of the method of that class, which ends with that result}
  String source(String className, String result) {
    return "  def forward(self: __torch__."
        + className
        + arguments.stream()
            .map(name -> ",\n    " + name + ": Tensor")
            .collect(Collectors.joining())
        + ") -> Tensor:\n"
        + body
        + "    return "
        + result
        + "\n";
  }
}
