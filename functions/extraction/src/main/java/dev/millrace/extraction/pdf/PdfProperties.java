package dev.millrace.extraction.pdf;

import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.upload.ResultPart.OutlineEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.jspecify.annotations.Nullable;

/// Reads what a PDF says of itself, links and table of contents from its first pages only. What is
/// broken of it is left out.
final class PdfProperties {
  private static final int MAX_PAGES = 1_000;
  private static final int MAX_LINKS = 100;
  private static final int MAX_OUTLINE = 100;
  private static final int MAX_NOTES_PER_PAGE = 1_000;

  private final PDDocument document;
  private final IdentityHashMap<COSDictionary, Integer> numbers = new IdentityHashMap<>();
  private final Set<String> links = new LinkedHashSet<>();

  private PdfProperties(PDDocument document) {
    this.document = document;
  }

  static DocumentProperties of(PDDocument document) {
    try {
      return new PdfProperties(document).read();
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return DocumentProperties.NONE;
    }
  }

  private DocumentProperties read() throws IOException {
    PDDocumentInformation information = document.getDocumentInformation();
    leafThrough();
    return new DocumentProperties(
        information.getTitle(),
        information.getAuthor(),
        instant(information.getCreationDate()),
        instant(information.getModificationDate()),
        document.getDocumentCatalog().getLanguage(),
        outline(),
        List.copyOf(links),
        List.of(),
        List.of());
  }

  private static @Nullable Instant instant(@Nullable Calendar date) {
    return date == null ? null : date.toInstant();
  }

  private void leafThrough() {
    PageWalk walk = PageWalk.fromStart(document);
    for (int number = 1; number <= MAX_PAGES; number++) {
      Optional<PDPage> page = walk.next();
      if (page.isEmpty()) {
        return;
      }
      COSDictionary content = page.get().getCOSObject();
      numbers.putIfAbsent(content, number);
      COSArray notes = content.getCOSArray(COSName.ANNOTS);
      int read = notes == null ? 0 : Math.min(notes.size(), MAX_NOTES_PER_PAGE);
      for (int i = 0; i < read && links.size() < MAX_LINKS; i++) {
        if (notes.getObject(i) instanceof COSDictionary note) {
          addLink(note);
        }
      }
    }
  }

  private void addLink(COSDictionary note) {
    COSDictionary action = note.getCOSDictionary(COSName.A);
    String address = action == null ? null : action.getString(COSName.URI);
    if (address != null) {
      links.add(address);
    }
  }

  /// Walks the outline without recursion; an item that has been seen leads in circles.
  private List<OutlineEntry> outline() throws IOException {
    List<OutlineEntry> entries = new ArrayList<>();
    PDDocumentOutline root = document.getDocumentCatalog().getDocumentOutline();
    Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<PDOutlineItem> parents = new ArrayDeque<>();
    PDOutlineItem item = root == null ? null : root.getFirstChild();
    while (item != null && entries.size() < MAX_OUTLINE && seen.add(item.getCOSObject())) {
      addEntry(item, parents.size() + 1, entries);
      PDOutlineItem next = item.getFirstChild();
      if (next == null) {
        next = item.getNextSibling();
      } else {
        parents.push(item);
      }
      while (next == null && !parents.isEmpty()) {
        next = parents.pop().getNextSibling();
      }
      item = next;
    }
    return entries;
  }

  private void addEntry(PDOutlineItem item, int level, List<OutlineEntry> entries)
      throws IOException {
    PDPage target = item.findDestinationPage(document);
    Integer page = target == null ? null : numbers.get(target.getCOSObject());
    if (item.getTitle() != null && page != null) {
      entries.add(new OutlineEntry(item.getTitle(), level, page));
    }
  }
}
