package dev.millrace.extraction.ole;

import dev.millrace.extraction.core.chunk.Block;
import java.io.IOException;
import java.util.List;
import org.apache.poi.hslf.usermodel.HSLFShape;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextParagraph;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.sl.extractor.SlideShowExtractor;
import org.jspecify.annotations.Nullable;

/// PowerPoint 97 to 2003 (MS-PPT); a page is a slide with its notes.
final class PowerPointFormat implements OleFormat {
  @Override
  public List<String> streams() {
    return List.of("PowerPoint Document");
  }

  @Override
  public boolean read(DirectoryNode root, OlePages pages) throws IOException {
    try (HSLFSlideShow show = new HSLFSlideShow(root);
        SlideShowExtractor<HSLFShape, HSLFTextParagraph> extractor =
            new SlideShowExtractor<>(show)) {
      extractor.setNotesByDefault(true);
      for (HSLFSlide slide : show.getSlides()) {
        String text = extractor.getText(slide).strip();
        if (!pages.push(text, headings(text, slide.getTitle()))) {
          return false;
        }
      }
      return true;
    }
  }

  private static List<Block> headings(String text, @Nullable String title) {
    return title == null || title.isBlank() || !text.startsWith(title.strip())
        ? List.of()
        : List.of(Block.heading(0, title.strip().length(), 1));
  }
}
