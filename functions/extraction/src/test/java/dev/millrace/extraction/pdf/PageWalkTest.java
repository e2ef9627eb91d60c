package dev.millrace.extraction.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageWalkTest {
  private final PDDocument document = new PDDocument();

  @AfterEach
  void close() throws IOException {
    document.close();
  }

  @Test
  void findsEveryPageOnce() {
    nest();

    assertThat(names(PageWalk.fromStart(document))).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void goesOnFromEveryPath() {
    nest();
    PageWalk walk = PageWalk.fromStart(document);
    List<String> rests = new ArrayList<>();
    while (walk.next().isPresent()) {
      rests.add(walk.path() + " " + names(PageWalk.from(document, walk.path())));
    }

    assertThat(rests)
        .containsExactly("1 [b, c, d, e]", "1/1 [c, d, e]", "1/1/1 [d, e]", "2/1 [e]", "2/3 []");
  }

  @Test
  void aPathThatLeadsNowhereIsRefused() {
    nest();

    assertThatThrownBy(() -> PageWalk.from(document, "0/3"))
        .isInstanceOf(BrokenPageTreeException.class);
  }

  @Test
  void aPageMayStandInThePlaceOfTheTree() {
    root(page("alone"));

    assertThat(names(PageWalk.fromStart(document))).containsExactly("alone");
  }

  /// Pages a to e; the node of d and e leads back to the root, and one kid is none.
  private void nest() {
    COSDictionary last = node(page("d"));
    COSDictionary root = node(page("a"), node(page("b"), node(page("c"))), last, COSNull.NULL);
    kids(last).add(root);
    kids(last).add(page("e"));
    root(root);
  }

  private void root(COSDictionary pages) {
    document.getDocumentCatalog().getCOSObject().setItem(COSName.PAGES, pages);
  }

  private static COSDictionary node(COSBase... kids) {
    COSDictionary node = new COSDictionary();
    node.setItem(COSName.TYPE, COSName.PAGES);
    node.setItem(COSName.KIDS, new COSArray(List.of(kids)));
    return node;
  }

  private static COSArray kids(COSDictionary node) {
    return node.getCOSArray(COSName.KIDS);
  }

  private static COSDictionary page(String name) {
    COSDictionary page = new COSDictionary();
    page.setItem(COSName.TYPE, COSName.PAGE);
    page.setName(COSName.NAME, name);
    return page;
  }

  private static List<String> names(PageWalk walk) {
    List<String> names = new ArrayList<>();
    for (Optional<PDPage> page = walk.next(); page.isPresent(); page = walk.next()) {
      names.add(page.get().getCOSObject().getNameAsString(COSName.NAME));
    }
    return names;
  }
}
