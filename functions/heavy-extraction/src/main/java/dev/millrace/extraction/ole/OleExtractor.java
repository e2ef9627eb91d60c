package dev.millrace.extraction.ole;

import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentExtractor;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.PageSink;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.Source;
import java.io.IOException;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.OldFileFormatException;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/// Reads documents of Word, Excel, PowerPoint and Outlook as they were until 2007: OLE 2 compound
/// files, told apart by the streams that they hold (MS-CFB).
public final class OleExtractor implements DocumentExtractor {
  private static final List<OleFormat> FORMATS =
      List.of(new WordFormat(), new ExcelFormat(), new PowerPointFormat(), new OutlookFormat());

  @Override
  public Reading extract(Source source, Position from, PageSink sink, Deadline deadline)
      throws IOException {
    OlePages pages = new OlePages(from, sink, deadline, source.size());
    try (POIFSFileSystem file = new POIFSFileSystem(source.file().toFile(), true)) {
      DirectoryNode root = file.getRoot();
      if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
        return new Reading.Refused(Failure.ENCRYPTED, "EncryptedPackage");
      }
      for (OleFormat format : FORMATS) {
        if (format.streams().stream().anyMatch(root::hasEntryCaseInsensitive)) {
          DocumentProperties properties = OleProperties.of(root);
          return format.read(root, pages) ? new Reading.Done(properties) : new Reading.Stopped();
        }
      }
      return new Reading.Refused(Failure.UNSUPPORTED, root.getEntryNames().toString());
    } catch (EncryptedDocumentException e) {
      return new Reading.Refused(Failure.ENCRYPTED, e.toString());
    } catch (OldFileFormatException e) {
      return new Reading.Refused(Failure.UNSUPPORTED, e.toString());
    } catch (IOException | StackOverflowError e) {
      return new Reading.Refused(Failure.CORRUPT, e.toString());
    } catch (RuntimeException e) {
      // POI throws whatever comes to it at damaged files.
      if (pages.sinkBroken()) {
        throw e;
      }
      return new Reading.Refused(Failure.CORRUPT, e.toString());
    }
  }
}
