package dev.millrace.testing;

import dev.millrace.testing.contract.ObjectStoreContract;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;

class MemoryObjectsTest extends ObjectStoreContract {
  private final MemoryObjects objects = new MemoryObjects();

  @Override
  protected OriginalStore originals() {
    return objects;
  }

  @Override
  protected DerivedStore derived() {
    return objects;
  }

  @Override
  protected void upload(ObjectKey.Original key, byte[] content) {
    objects.upload(key, content);
  }
}
