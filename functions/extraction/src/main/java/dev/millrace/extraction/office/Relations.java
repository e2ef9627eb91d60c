package dev.millrace.extraction.office;

import dev.millrace.extraction.core.Pages;
import dev.millrace.extraction.core.zip.Parts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// What a part of an Office Open XML file refers to, by the ids that it uses for it.
record Relations(Map<String, Relation> byId) {
  private static final int MAX_RELATIONS = 100_000;

  Relations {
    byId = Map.copyOf(byId);
  }

  /// @param type the last word of the relation's type, such as `slide`
  /// @param target name of a part, or an address
  record Relation(String type, String target, boolean external) {}

  /// {@return the relations of a part}
  static Relations of(String part, Parts parts, Pages pages)
      throws IOException, XMLStreamException {
    int slash = part.lastIndexOf('/') + 1;
    String folder = part.substring(0, slash);
    Map<String, Relation> relations = new LinkedHashMap<>();
    Xml.read(
        folder + "_rels/" + part.substring(slash) + ".rels",
        parts,
        pages,
        xml -> readInto(relations, folder, xml));
    return new Relations(relations);
  }

  /// Tells of the parts that the elements of a name refer to, in the order of the elements.
  ///
  /// @param part whose relations these are
  /// @param each is given what stands at the element, and the part that it refers to
  void eachReferred(
      String element, String part, Parts parts, Pages pages, BiConsumer<Xml, String> each)
      throws IOException, XMLStreamException {
    Xml.read(
        part,
        parts,
        pages,
        xml -> {
          for (Xml.Event event = xml.next(); event != Xml.Event.OVER; event = xml.next()) {
            if (event == Xml.Event.START && xml.name().equals(element)) {
              part(xml.relationId()).filter(parts::has).ifPresent(name -> each.accept(xml, name));
            }
          }
        });
  }

  private static void readInto(Map<String, Relation> relations, String folder, Xml xml)
      throws IOException, XMLStreamException {
    for (Xml.Event event = xml.next();
        event != Xml.Event.OVER && relations.size() < MAX_RELATIONS;
        event = xml.next()) {
      if (event == Xml.Event.START && xml.name().equals("Relationship")) {
        String type = xml.attribute("Type", "");
        boolean external = xml.attribute("TargetMode", "").equals("External");
        String target = xml.attribute("Target", "");
        relations.put(
            xml.attribute("Id", ""),
            new Relation(
                type.substring(type.lastIndexOf('/') + 1),
                external ? target : resolved(folder, target),
                external));
      }
    }
  }

  /// {@return the part that an id stands for}
  Optional<String> part(@Nullable String id) {
    return id == null
        ? Optional.empty()
        : Optional.ofNullable(byId.get(id)).filter(r -> !r.external()).map(Relation::target);
  }

  /// {@return the parts of a type}
  List<String> parts(String type) {
    return byId.values().stream()
        .filter(relation -> !relation.external() && relation.type().equals(type))
        .map(Relation::target)
        .sorted()
        .toList();
  }

  /// {@return the addresses that the part links to}
  List<String> links() {
    return byId.values().stream()
        .filter(relation -> relation.external() && relation.type().equals("hyperlink"))
        .map(Relation::target)
        .sorted()
        .toList();
  }

  private static String resolved(String folder, String target) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    List<String> path =
        new ArrayList<>(List.of(folder.isEmpty() ? new String[0] : folder.split("/", -1)));
    if (!path.isEmpty()) {
      path.removeLast();
    }
    for (String step : target.split("/", -1)) {
      if (step.equals("..")) {
        if (!path.isEmpty()) {
          path.removeLast();
        }
      } else if (!step.equals(".")) {
        path.add(step);
      }
    }
    return String.join("/", path);
  }
}
