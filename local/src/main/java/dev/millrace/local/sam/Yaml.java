package dev.millrace.local.sam;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// CloudFormation's YAML as plain maps and lists, short function tags (`!Ref`) in their long form.
final class Yaml {
  private Yaml() {}

  static Map<String, Object> read(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (Reader reader = Files.newBufferedReader(file)) {
      return mapping(
          new org.yaml.snakeyaml.Yaml(new ShortForms(options)).load(reader), file.toString());
    } catch (YAMLException e) {
      throw new TemplateException(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  @SuppressWarnings("unchecked") // YAML keys of a template are strings
  static Map<String, Object> mapping(@Nullable Object node, String path) {
    return switch (node) {
      case null -> Map.of();
      case Map<?, ?> map -> (Map<String, Object>) map;
      default -> throw new TemplateException(path + " must be a mapping");
    };
  }

  @SuppressWarnings("unchecked") // elements are read as objects anyway
  static List<Object> sequence(@Nullable Object node, String path) {
    return switch (node) {
      case null -> List.of();
      case List<?> list -> (List<Object>) list;
      default -> throw new TemplateException(path + " must be a list");
    };
  }

  private static final class ShortForms extends SafeConstructor {
    ShortForms(LoaderOptions options) {
      super(options);
      yamlMultiConstructors.put("!", new ShortForm());
    }

    private final class ShortForm extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        String function = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        Map<String, Object> call = new LinkedHashMap<>();
        call.put(function, argument(function, node));
        return call;
      }

      private Object argument(String function, Node node) {
        return switch (node) {
          case ScalarNode scalar when function.equals("Fn::GetAtt") ->
              List.of((Object[]) scalar.getValue().split("\\.", 2));
          case ScalarNode scalar -> scalar.getValue();
          case SequenceNode sequence -> constructSequence(sequence);
          case MappingNode mapping -> constructMapping(mapping);
          default -> throw new TemplateException("Unexpected node " + node);
        };
      }
    }
  }
}
