package dev.millrace.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.system.SamTemplate.Resource;
import dev.millrace.testing.RepositoryFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A function of the template, with what it inherits.
record DeployedFunction(SamTemplate template, Resource resource) {
  private static final Pattern IMAGE_VARIABLE = Pattern.compile("(?m)^ENV ([A-Z_]+)=(\\S+)");

  /// {@return all functions of a template}
  static List<DeployedFunction> all(SamTemplate template) {
    return template.resources("AWS::Serverless::Function").stream()
        .map(resource -> new DeployedFunction(template, resource))
        .toList();
  }

  boolean image() {
    return resource.at("/PackageType").asText().equals("Image");
  }

  /// {@return the name of the class that Lambda calls}
  String handler() {
    return image()
        ? resource.at("/ImageConfig/Command/0").asText()
        : resource.at("/Handler").asText();
  }

  /// {@return the folder of the module that the function is built from}
  Path module() {
    return image()
        ? RepositoryFiles.locate(
            template.attributes(resource).at("/Metadata/DockerContext").asText())
        : RepositoryFiles.locate(resource.at("/CodeUri").asText()).resolve("../..").normalize();
  }

  int timeout() {
    JsonNode own = resource.at("/Timeout");
    return Integer.parseInt(
        template.value(own.isMissingNode() ? template.functionDefaults().path("Timeout") : own));
  }

  /// {@return the variables that this function alone has}
  Map<String, String> environment() {
    return resource
        .at("/Environment/Variables")
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> template.value(entry.getValue())));
  }

  /// {@return the variables that its image brings along}
  Map<String, String> imageEnvironment() {
    return image()
        ? IMAGE_VARIABLE
            .matcher(RepositoryFiles.read(module() + "/Dockerfile"))
            .results()
            .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)))
        : Map.of();
  }

  /// {@return everything that its configuration may read}
  Map<String, String> wholeEnvironment() {
    Map<String, String> whole = new TreeMap<>(imageEnvironment());
    whole.putAll(environment());
    return whole;
  }

  /// {@return its events of a type, such as `SQS`}
  Stream<JsonNode> events(String type) {
    return resource
        .at("/Events")
        .valueStream()
        .filter(event -> event.path("Type").asText().equals(type))
        .map(event -> event.path("Properties"));
  }

  /// {@return the statements of its policies}
  Stream<JsonNode> statements() {
    return resource
        .at("/Policies")
        .valueStream()
        .flatMap(policy -> policy.path("Statement").valueStream());
  }

  @Override
  public String toString() {
    return resource.id();
  }
}
