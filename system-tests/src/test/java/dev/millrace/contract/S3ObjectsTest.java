package dev.millrace.contract;

import dev.millrace.testing.contract.ObjectStoreContract;
import dev.millrace.upload.DerivedStore;
import dev.millrace.upload.ObjectKey;
import dev.millrace.upload.OriginalStore;
import dev.millrace.upload.s3.S3Objects;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectsTest extends ObjectStoreContract {
  private final S3Client s3 = TemplateServices.s3();
  private final S3Objects objects = new S3Objects(s3, TemplateServices.bucket());

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
    s3.putObject(
        put -> put.bucket(TemplateServices.bucket()).key(key.value()),
        RequestBody.fromBytes(content));
  }
}
