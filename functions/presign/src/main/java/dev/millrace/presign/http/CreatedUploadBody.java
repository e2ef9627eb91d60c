package dev.millrace.presign.http;

import dev.millrace.eta.EtaBounds;
import dev.millrace.eta.EtaConfidence;
import dev.millrace.presign.core.CreateUpload.Outcome.Created;
import dev.millrace.presign.core.SignedPart;
import dev.millrace.presign.core.UploadGrant;
import dev.millrace.presign.core.UploadGrant.Parts;
import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.presign.core.UploadGrant.PutRequest;
import dev.millrace.presign.core.UploadMethod;
import dev.millrace.upload.UploadState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to the creation of an upload; `docs/openapi.yaml` tells what its fields mean.
record CreatedUploadBody(
    String id,
    UploadState state,
    UploadMethod method,
    long maxBytes,
    Instant expiresAt,
    EtaBounds etaSeconds,
    EtaConfidence etaConfidence,
    long queuePosition,
    @Nullable Post post,
    @Nullable Put put,
    @Nullable InParts multipart,
    UploadLinks links) {
  record Post(String url, Map<String, String> fields) {}

  record Put(String url, Map<String, String> headers) {}

  record InParts(@Nullable Long partSize, int partCount, List<SignedPart> parts) {}

  static CreatedUploadBody of(Created created) {
    UploadGrant grant = created.grant();
    return new CreatedUploadBody(
        created.upload().ref().uploadId(),
        created.upload().state(),
        grant.method(),
        created.upload().maxBytes(),
        grant.expiresAt(),
        created.expectation().seconds(),
        created.expectation().confidence(),
        created.expectation().queuePosition(),
        grant instanceof PostForm form ? new Post(form.url(), form.fields()) : null,
        grant instanceof PutRequest put ? new Put(put.url(), put.headers()) : null,
        grant instanceof Parts(var way, var parts, _)
            ? new InParts(way.partSize(), way.maxParts(), parts)
            : null,
        UploadLinks.of(created.upload()));
  }
}
