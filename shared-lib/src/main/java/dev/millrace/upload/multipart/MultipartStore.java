package dev.millrace.upload.multipart;

import dev.millrace.upload.Multipart;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.Upload;
import java.util.List;
import java.util.Optional;

/// Where the parts of files are kept until they are put together.
public interface MultipartStore {
  /// What came of putting parts together.
  enum Assembly {
    /// The object is there.
    DONE,
    /// A part is no longer the one that was named.
    PART_CHANGED,
    /// There are no such parts: they were put together or thrown away.
    GONE
  }

  /// {@return what the parts of a new object are to be known by}
  String create(ObjectKey.Original key, String contentType);

  /// {@return the parts that have been sent, by number; empty if they were put together or thrown
  /// away}
  Optional<List<SentPart>> parts(ObjectKey.Original key, String s3UploadId);

  /// Makes an object of its parts, which may take minutes.
  Assembly assemble(ObjectKey.Original key, String s3UploadId, List<SentPart> parts);

  /// Throws parts away, if there are any.
  void abort(ObjectKey.Original key, String s3UploadId);

  /// Throws the parts of an upload away, if it has any.
  default void abort(Upload upload) {
    Multipart way = upload.multipart();
    if (way != null) {
      abort(upload.objectKey(), way.s3UploadId());
    }
  }
}
