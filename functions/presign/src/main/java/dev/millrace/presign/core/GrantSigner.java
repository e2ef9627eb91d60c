package dev.millrace.presign.core;

import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.presign.core.UploadGrant.PutRequest;
import dev.millrace.upload.Upload;
import java.util.List;

/// Signs requests that senders of files may make, each bound to where the upload wants its bytes
/// and to what was declared of them.
public interface GrantSigner {
  /// {@return a form that takes the file}
  PostForm form(Upload upload);

  /// {@return a PUT that takes the file, once}
  PutRequest put(Upload upload);

  /// {@return PUTs of parts of the file}
  ///
  /// @param numbers of the parts, from 1
  List<SignedPart> parts(Upload upload, List<Integer> numbers);
}
