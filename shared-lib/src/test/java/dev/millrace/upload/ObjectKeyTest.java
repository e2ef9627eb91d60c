package dev.millrace.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {
  private static final UploadRef REF = new UploadRef("acme", "up_01");

  @Test
  void keysReadBack() {
    for (ObjectKey key :
        new ObjectKey[] {
          new ObjectKey.Original(false, Priority.NORMAL, REF),
          new ObjectKey.Original(true, Priority.HIGH, REF),
          ObjectKey.Derived.text(REF, "run_1"),
          ObjectKey.Derived.pages(REF, "run_1", 1),
          ObjectKey.Derived.chunks(REF, "run_1", 12),
          ObjectKey.Derived.embeddings(REF, "run_1"),
          ObjectKey.Derived.manifest(REF, "run_1")
        }) {
      assertThat(ObjectKey.parse(key.value())).contains(key);
    }
  }

  @Test
  void onlyTheManifestIsOne() {
    assertThat(ObjectKey.Derived.manifest(REF, "run_1").isManifest()).isTrue();
    assertThat(ObjectKey.Derived.text(REF, "run_1").isManifest()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "documents/normal/acme",
        "documents/urgent/acme/up_01",
        "documents/normal/acme/up_01/more",
        "documents/normal/ACME/up_01",
        "documents/normal/acme/../up_01",
        "derived/acme/up_01/other/text.txt",
        "derived/acme/up_01/run_1/",
        "secrets/acme/up_01"
      })
  void whatIsNoKeyOfOursIsNone(String key) {
    assertThat(ObjectKey.parse(key)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Acme",
        "a#b",
        "a/b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void aTenantThatCouldForgeAKeyIsRefused(String tenantId) {
    assertThatIllegalArgumentException().isThrownBy(() -> new UploadRef(tenantId, "up_01"));
  }
}
