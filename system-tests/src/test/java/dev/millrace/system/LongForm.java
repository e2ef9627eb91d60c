package dev.millrace.system;

import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Reads CloudFormation's short tags, such as `!GetAtt Queue.Arn`, as the functions they stand for.
final class LongForm extends SafeConstructor {
  private static final Set<String> WITHOUT_PREFIX = Set.of("Ref", "Condition");

  LongForm() {
    super(new LoaderOptions());
    yamlMultiConstructors.put("!", new ShortTag());
  }

  private final class ShortTag extends AbstractConstruct {
    @Override
    public Object construct(Node node) {
      String name = node.getTag().getValue().substring(1);
      return Map.of(WITHOUT_PREFIX.contains(name) ? name : "Fn::" + name, argument(node));
    }

    private Object argument(Node node) {
      return switch (node) {
        case ScalarNode scalar -> scalar.getValue();
        case SequenceNode sequence -> constructSequence(sequence);
        case MappingNode mapping -> constructMapping(mapping);
        default -> throw new YAMLException("no function takes this: " + node);
      };
    }
  }
}
