package dev.millrace.presign.core;

import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.presign.core.UploadGrant.PutRequest;
import dev.millrace.upload.Upload;
import java.util.List;

/// A signer that has nothing to sign with.
public final class BrokenSigner implements GrantSigner {
  @Override
  public PostForm form(Upload upload) {
    throw new IllegalStateException("no credentials");
  }

  @Override
  public PutRequest put(Upload upload) {
    throw new IllegalStateException("no credentials");
  }

  @Override
  public List<SignedPart> parts(Upload upload, List<Integer> numbers) {
    throw new IllegalStateException("no credentials");
  }
}
