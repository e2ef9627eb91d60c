package dev.millrace.testing;

import dev.millrace.auth.ApiKeyStore;
import dev.millrace.testing.contract.ApiKeyStoreContract;

class MemoryApiKeysTest extends ApiKeyStoreContract {
  private final MemoryApiKeys keys = new MemoryApiKeys();

  @Override
  protected ApiKeyStore keys() {
    return keys;
  }
}
