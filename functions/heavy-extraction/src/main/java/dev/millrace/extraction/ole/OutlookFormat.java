package dev.millrace.extraction.ole;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.jspecify.annotations.Nullable;

/// A message of Outlook (MS-OXMSG): who wrote whom about what, then what.
final class OutlookFormat implements OleFormat {
  @Override
  public List<String> streams() {
    return List.of("__properties_version1.0");
  }

  @Override
  public boolean read(DirectoryNode root, OlePages pages) throws IOException {
    try (MAPIMessage message = new MAPIMessage(root)) {
      message.setReturnNullOnMissingChunk(true);
      String head =
          Stream.of(
                  line("From", message.getDisplayFrom()),
                  line("To", message.getDisplayTo()),
                  line("Cc", message.getDisplayCC()),
                  line("Subject", message.getSubject()))
              .filter(line -> !line.isEmpty())
              .collect(Collectors.joining("\n"));
      String body = message.getTextBody();
      return TextPages.push(head + "\n\n" + (body == null ? "" : body), pages);
    } catch (ChunkNotFoundException e) {
      throw new IOException("a message without one of its parts", e);
    }
  }

  private static String line(String name, @Nullable String value) {
    return value == null || value.isBlank() ? "" : name + ": " + value.strip();
  }
}
