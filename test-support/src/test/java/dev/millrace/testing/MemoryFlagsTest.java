package dev.millrace.testing;

import dev.millrace.flag.FlagStore;
import dev.millrace.testing.contract.FlagStoreContract;

class MemoryFlagsTest extends FlagStoreContract {
  private final MemoryFlags flags = new MemoryFlags();

  @Override
  protected FlagStore flags() {
    return flags;
  }
}
