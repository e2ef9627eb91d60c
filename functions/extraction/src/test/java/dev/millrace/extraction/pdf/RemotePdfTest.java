package dev.millrace.extraction.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.extraction.core.CollectedPages;
import dev.millrace.extraction.core.Deadline;
import dev.millrace.extraction.core.DocumentProperties;
import dev.millrace.extraction.core.Failure;
import dev.millrace.extraction.core.LocalSources;
import dev.millrace.extraction.core.Page;
import dev.millrace.extraction.core.Position;
import dev.millrace.extraction.core.Reading;
import dev.millrace.extraction.core.RemoteSource;
import dev.millrace.testing.MemoryFlags;
import dev.millrace.testing.MemoryObjects;
import dev.millrace.testing.Samples;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Priority;
import dev.millrace.upload.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PDFs that local storage has no room for.
class RemotePdfTest {
  private static final ObjectKey.Original KEY =
      new ObjectKey.Original(false, Priority.NORMAL, Samples.REF);
  private static final int BLOCK = RemoteBlocks.BLOCK_BYTES;

  private final MemoryObjects objects = new MemoryObjects();
  private final Requests requests = new Requests();
  private final PdfExtractor extractor = new PdfExtractor(new MemoryFlags().flags());
  private final CollectedPages pages = new CollectedPages();

  @TempDir private Path folder;

  @Test
  void saysWhatALocalOneWouldSay() throws IOException {
    byte[] book = Pdfs.withPages(300);
    CollectedPages local = new CollectedPages();
    extractor.extract(
        LocalSources.of(Files.write(folder.resolve("book.pdf"), book)),
        Position.START,
        local,
        anHour());

    assertThat(extract(book)).isEqualTo(new Reading.Done(DocumentProperties.NONE));

    assertThat(pages.pages()).isEqualTo(local.pages());
    assertThat(pages.lastPosition()).isEqualTo(local.lastPosition());
    assertThat(requests.ranges).hasSizeLessThan(5);
  }

  @Test
  void whatLooksWrongIsNotSearchedForAllOverTheFile() throws IOException {
    try (Pdfs pdf = new Pdfs()) {
      byte[] drawn = pdf.page("one").drawing("0 0 m 9 9 l S").page("three").bytes();

      assertThat(extract(drawn)).isEqualTo(new Reading.Done(DocumentProperties.NONE));
    }

    assertThat(pages.texts()).containsExactly("one", "", "three");
    assertThat(pages.lastPosition().cursor()).isEqualTo("STRICT_ONLY 3");
  }

  @Test
  void whatHasNoTableOfItsObjectsIsCorrupt() throws IOException {
    byte[] broken = Pdfs.raw(List.of("<< /Type /Catalog /Pages 2 0 R >>"));

    assertThat(extract(broken))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> assertThat(refused.failure()).isEqualTo(Failure.CORRUPT));
  }

  @Test
  void whatIsOutOfReachIsNoFaultOfTheDocument() throws IOException {
    byte[] book = Pdfs.withPages(3000);
    extract(book);
    assertThat(requests.ranges).hasSizeGreaterThan(2);

    for (int most = 0; most < requests.ranges.size(); most++) {
      Requests failing = new Requests();
      failing.most = most;
      CollectedPages some = new CollectedPages();

      assertThatThrownBy(() -> extractor.extract(source(failing), Position.START, some, anHour()))
          .isInstanceOf(OutOfReachException.class);
      assertThat(some.pages()).allMatch(Page.Read.class::isInstance);
      assertThat(some.texts()).isEqualTo(pages.texts().subList(0, some.pages().size()));
    }
  }

  @Test
  void aLongWayIsFetchedAhead() {
    objects.upload(KEY, new byte[20 * BLOCK + 7]);
    RemoteBlocks blocks = new RemoteBlocks(source(requests));

    for (int number = 0; number <= 20; number++) {
      assertThat(blocks.block(number)).hasSize(number < 20 ? BLOCK : 7);
    }

    assertThat(requests.ranges)
        .containsExactly(
            range(0, BLOCK), range(1, 8 * BLOCK), range(9, 8 * BLOCK), range(17, 3 * BLOCK + 7));
  }

  @Test
  void aBlockOutOfTheWayIsFetchedAloneAndNothingTwice() {
    objects.upload(KEY, new byte[20 * BLOCK]);
    RemoteBlocks blocks = new RemoteBlocks(source(requests));

    blocks.block(12);
    blocks.block(3);
    blocks.block(12);

    assertThat(requests.ranges).containsExactly(range(12, BLOCK), range(3, BLOCK));
  }

  @Test
  void onlySoManyBlocksAreKept() {
    objects.upload(KEY, new byte[2 * (RemoteBlocks.MOST_BLOCKS + 1) * BLOCK]);
    RemoteBlocks blocks = new RemoteBlocks(source(requests));

    for (int number = 0; number <= RemoteBlocks.MOST_BLOCKS; number++) {
      blocks.block(2L * number);
    }
    requests.ranges.clear();
    blocks.block(2L * RemoteBlocks.MOST_BLOCKS);
    blocks.block(0);

    assertThat(requests.ranges).containsExactly(range(0, BLOCK));
  }

  private Reading extract(byte[] pdf) throws IOException {
    objects.upload(KEY, pdf);
    return extractor.extract(source(requests), Position.START, pages, anHour());
  }

  private RemoteSource source(OriginalStore originals) {
    return new RemoteSource(originals, objects.head(KEY).orElseThrow(), folder, Optional.empty());
  }

  private static Deadline anHour() {
    return Deadline.in(Duration.ofHours(1), Clock.systemUTC());
  }

  private static Range range(int block, int length) {
    return new Range((long) block * BLOCK, length);
  }

  private record Range(long offset, int length) {}

  /// Tells what was asked for, and answers only so often.
  private final class Requests implements OriginalStore {
    private final List<Range> ranges = new ArrayList<>();
    private int most = Integer.MAX_VALUE;

    @Override
    public byte[] range(StoredObject object, long offset, int length) {
      if (ranges.size() == most) {
        throw new IllegalStateException("503");
      }
      ranges.add(new Range(offset, length));
      return objects.range(object, offset, length);
    }

    @Override
    public Optional<StoredObject> head(ObjectKey.Original key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(StoredObject object, long limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(StoredObject object) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void quarantine(StoredObject object) {
      throw new UnsupportedOperationException();
    }
  }
}
