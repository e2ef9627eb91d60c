package dev.millrace.testing;

import dev.millrace.auth.UploadTokenStore;
import dev.millrace.testing.contract.UploadTokenStoreContract;

class MemoryUploadTokensTest extends UploadTokenStoreContract {
  private final MemoryUploadTokens tokens = new MemoryUploadTokens();

  @Override
  protected UploadTokenStore store() {
    return tokens;
  }
}
