package dev.millrace.extraction.pdf;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.ResourceCache;
import org.jspecify.annotations.Nullable;

/// Walks a document's page tree in order. It believes no count, visits no node twice, and touches
/// nothing of the tree but the way to the next page: so a walk that starts at a path costs the same
/// wherever that leads.
///
/// A path is the number of the kid to take at each node from the root on: `0/2/17`.
final class PageWalk {
  private static final int MAX_DEPTH = 200;

  private final ResourceCache resources;
  private final Deque<Node> path = new ArrayDeque<>();
  private final Set<COSDictionary> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  private PageWalk(PDDocument document) {
    this.resources = document.getResourceCache();
  }

  /// A node on the way and the number of its kid that comes next.
  private static final class Node {
    private final COSArray kids;
    private int next;

    Node(COSArray kids) {
      this.kids = kids;
    }
  }

  /// {@return a walk from the first page on}
  ///
  /// @throws BrokenPageTreeException if there is no page tree
  static PageWalk fromStart(PDDocument document) {
    return from(document, List.of());
  }

  /// {@return a walk that goes on where another one was}
  ///
  /// @param at the path that the other one told
  /// @throws BrokenPageTreeException if the path leads nowhere
  static PageWalk from(PDDocument document, String at) {
    return from(document, Arrays.stream(at.split("/")).map(Integer::valueOf).toList());
  }

  private static PageWalk from(PDDocument document, List<Integer> at) {
    PageWalk walk = new PageWalk(document);
    COSDictionary root =
        document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PAGES);
    if (root == null) {
      throw new BrokenPageTreeException("no page tree");
    }
    if (root.containsKey(COSName.KIDS)) {
      walk.enter(root);
    } else {
      // A single page takes the place of the tree.
      COSArray alone = new COSArray();
      alone.add(root);
      walk.path.push(new Node(alone));
    }
    for (int depth = 0; depth < at.size(); depth++) {
      Node node = walk.path.peek();
      if (node == null) {
        throw new BrokenPageTreeException("no such path");
      }
      node.next = at.get(depth);
      if (depth < at.size() - 1) {
        COSDictionary kid = walk.kid(node);
        if (kid == null || !walk.enter(kid)) {
          throw new BrokenPageTreeException("no such path");
        }
      }
    }
    return walk;
  }

  /// {@return the next page, or empty behind the last one}
  ///
  /// @throws BrokenPageTreeException if the tree is deeper than any honest one
  Optional<PDPage> next() {
    while (!path.isEmpty()) {
      Node node = path.peek();
      if (node.next >= node.kids.size()) {
        path.pop();
        continue;
      }
      COSDictionary kid = kid(node);
      if (kid != null && !kid.containsKey(COSName.KIDS)) {
        if (!COSName.PAGES.equals(kid.getCOSName(COSName.TYPE))) {
          return Optional.of(new Page(kid, resources));
        }
      } else if (kid != null) {
        enter(kid);
      }
    }
    return Optional.empty();
  }

  /// {@return where this walk is: behind the page that it has handed out last}
  String path() {
    // Each node but the innermost has already counted the kid that the way leads through.
    StringBuilder text = new StringBuilder();
    int depth = path.size();
    for (Node node : path.reversed()) {
      depth--;
      text.append(text.isEmpty() ? "" : "/").append(depth == 0 ? node.next : node.next - 1);
    }
    return text.toString();
  }

  private @Nullable COSDictionary kid(Node node) {
    COSBase kid = node.kids.getObject(node.next++);
    return kid instanceof COSDictionary dictionary ? dictionary : null;
  }

  private boolean enter(COSDictionary node) {
    COSArray kids = node.getCOSArray(COSName.KIDS);
    if (kids == null || !visited.add(node)) {
      return false;
    }
    if (path.size() == MAX_DEPTH) {
      throw new BrokenPageTreeException("deeper than " + MAX_DEPTH);
    }
    path.push(new Node(kids));
    return true;
  }

  /// A page that shares fonts with the others, which PDFBox's pages do in its own walk only, and
  /// whose content is quick to read.
  private static final class Page extends PDPage {
    private final ResourceCache cache;
    private @Nullable PDResources resources;

    Page(COSDictionary page, ResourceCache cache) {
      super(page);
      this.cache = cache;
    }

    @Override
    public @Nullable PDResources getResources() {
      if (resources == null
          && PDPageTree.getInheritableAttribute(getCOSObject(), COSName.RESOURCES)
              instanceof COSDictionary found) {
        resources = new PDResources(found, cache);
      }
      return resources;
    }

    @Override
    public RandomAccessRead getContentsForStreamParsing() throws IOException {
      try (RandomAccessRead content = super.getContentsForStreamParsing()) {
        Optional<RandomAccessRead> whole = ContentBytes.of(content);
        if (whole.isPresent()) {
          return whole.get();
        }
      } catch (IOException e) {
        // What comes before the fault is read, as it comes.
      }
      return super.getContentsForStreamParsing();
    }
  }
}
