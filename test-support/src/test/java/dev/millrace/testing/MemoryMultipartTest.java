package dev.millrace.testing;

import dev.millrace.testing.contract.MultipartStoreContract;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.multipart.MultipartStore;

class MemoryMultipartTest extends MultipartStoreContract {
  private final MemoryObjects objects = new MemoryObjects();
  private final MemoryMultipart parts = new MemoryMultipart(objects);

  @Override
  protected MultipartStore parts() {
    return parts;
  }

  @Override
  protected OriginalStore originals() {
    return objects;
  }

  @Override
  protected void send(ObjectKey.Original key, String s3UploadId, int number, byte[] content) {
    parts.send(key, s3UploadId, number, content);
  }
}
