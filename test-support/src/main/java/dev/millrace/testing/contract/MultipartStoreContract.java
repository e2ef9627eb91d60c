package dev.millrace.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.Priority;
import dev.millrace.upload.UploadRef;
import dev.millrace.upload.multipart.MultipartStore;
import dev.millrace.upload.multipart.MultipartStore.Assembly;
import dev.millrace.upload.multipart.PartSizes;
import dev.millrace.upload.multipart.SentPart;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What keeps parts must make an object of those that were named, and of no others.
@Tag("contract")
public abstract class MultipartStoreContract {
  private static final int PART = (int) PartSizes.SMALLEST;

  /// {@return the store}
  protected abstract MultipartStore parts();

  /// {@return where objects made of parts lie}
  protected abstract OriginalStore originals();

  /// Sends a part as a user's browser would.
  protected abstract void send(
      ObjectKey.Original key, String s3UploadId, int number, byte[] content);

  @Test
  void partsAreListedByNumberAndBecomeAnObject() {
    ObjectKey.Original key = key("up_01");
    String id = parts().create(key, "text/csv");
    send(key, id, 2, new byte[3]);
    send(key, id, 1, new byte[PART]);

    List<SentPart> listed = parts().parts(key, id).orElseThrow();
    assertThat(listed).extracting(SentPart::number).containsExactly(1, 2);
    assertThat(listed).extracting(SentPart::size).containsExactly((long) PART, 3L);
    assertThat(listed).extracting(SentPart::etag).noneMatch(etag -> etag.contains("\""));
    assertThat(parts().assemble(key, id, listed)).isEqualTo(Assembly.DONE);
    assertThat(originals().head(key))
        .hasValueSatisfying(object -> assertThat(object.size()).isEqualTo(PART + 3));
    assertThat(parts().parts(key, id)).isEmpty();
  }

  @Test
  void aPartThatWasSentAgainIsNotTheOneThatWasNamed() {
    ObjectKey.Original key = key("up_02");
    String id = parts().create(key, "text/csv");
    send(key, id, 1, new byte[] {1});
    List<SentPart> listed = parts().parts(key, id).orElseThrow();
    send(key, id, 1, new byte[] {2});

    assertThat(parts().assemble(key, id, listed)).isEqualTo(Assembly.PART_CHANGED);
    assertThat(originals().head(key)).isEmpty();
  }

  @Test
  void partsThatWereThrownAwayAreGone() {
    ObjectKey.Original key = key("up_03");
    String id = parts().create(key, "text/csv");
    send(key, id, 1, new byte[] {1});
    List<SentPart> listed = parts().parts(key, id).orElseThrow();

    parts().abort(key, id);
    parts().abort(key, id);

    assertThat(parts().parts(key, id)).isEmpty();
    assertThat(parts().assemble(key, id, listed)).isEqualTo(Assembly.GONE);
  }

  private static ObjectKey.Original key(String uploadId) {
    return new ObjectKey.Original(false, Priority.HIGH, new UploadRef("parts", uploadId));
  }
}
