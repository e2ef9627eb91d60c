package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.testing.Samples;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Priority;
import dev.millrace.upload.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps objects must give back the bytes it was given.
@Tag("contract")
public abstract class ObjectStoreContract {
  private static final ObjectKey.Original KEY =
      new ObjectKey.Original(false, Priority.NORMAL, Samples.REF);
  private static final byte[] CONTENT = "Grist to the mill.".getBytes(StandardCharsets.UTF_8);

  /// {@return the store of what users send}
  protected abstract OriginalStore originals();

  /// {@return the store of what runs make}
  protected abstract DerivedStore derived();

  /// Puts an object as a user's browser would.
  protected abstract void upload(ObjectKey.Original key, byte[] content);

  @Test
  void anObjectTellsItsSize() {
    upload(KEY, CONTENT);

    assertThat(originals().head(KEY))
        .hasValueSatisfying(object -> {
          assertThat(object.size()).isEqualTo(CONTENT.length);
          assertThat(object.etag()).isNotEmpty().doesNotContain("\"");
        });
  }

  @Test
  void anObjectIsReadWholeOrInPart() throws IOException {
    upload(KEY, CONTENT);
    StoredObject object = originals().head(KEY).orElseThrow();

    try (InputStream whole = originals().open(object, Long.MAX_VALUE);
        InputStream head = originals().open(object, 5)) {
      assertThat(whole.readAllBytes()).isEqualTo(CONTENT);
      assertThat(head.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("Grist");
    }
  }

  @Test
  void anyPartOfAnObjectCanBeRead() {
    upload(KEY, CONTENT);
    StoredObject object = originals().head(KEY).orElseThrow();

    assertThat(originals().range(object, 13, 4)).asString(StandardCharsets.UTF_8).isEqualTo("mill");
    assertThat(originals().range(object, 0, CONTENT.length)).isEqualTo(CONTENT);
  }

  @Test
  void noPartOfAnotherObjectIsReadInItsPlace() {
    upload(KEY, CONTENT);
    StoredObject object = originals().head(KEY).orElseThrow();
    upload(KEY, "Something else by far.".getBytes(StandardCharsets.UTF_8));

    if (object.versionId() == null) {
      assertThatThrownBy(() -> originals().range(object, 0, 5))
          .isInstanceOf(RuntimeException.class);
    } else {
      assertThat(originals().range(object, 0, 5))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("Grist");
    }
  }

  @Test
  void aDeletedObjectIsGone() {
    upload(KEY, CONTENT);

    originals().delete(originals().head(KEY).orElseThrow());

    assertThat(originals().head(KEY)).isEmpty();
  }

  @Test
  void derivedObjectsAreWrittenFromMemoryAndFromFilesAndReplaced(@TempDir Path folder)
      throws IOException {
    ObjectKey.Derived key = ObjectKey.Derived.text(Samples.REF, "run_1");
    Path file = Files.write(folder.resolve("text"), CONTENT);

    derived().put(key, new byte[] {1}, "text/plain");
    derived().put(key, file, "text/plain");

    try (InputStream content = derived().open(key)) {
      assertThat(content.readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void aDerivedObjectIsDeletedHoweverOftenThatIsAskedFor() {
    ObjectKey.Derived key = ObjectKey.Derived.spool(Samples.REF, "run_1", "own-1", 1);
    derived().put(key, new byte[] {1}, "application/gzip");

    derived().delete(key);
    derived().delete(key);

    assertThatThrownBy(() -> derived().open(key)).isInstanceOf(RuntimeException.class);
  }
}
