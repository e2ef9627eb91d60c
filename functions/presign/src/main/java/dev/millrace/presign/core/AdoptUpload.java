package dev.millrace.presign.core;

import dev.millrace.presign.core.UploadGrant.PostForm;
import dev.millrace.upload.Change;
import dev.millrace.upload.Multipart;
import dev.millrace.upload.Upload;
import dev.millrace.upload.Uploads;
import dev.millrace.upload.multipart.MultipartStore;
import dev.millrace.upload.multipart.PartSizes;
import java.util.Optional;

/// Has the bytes of an upload sent in the way of a client that did not create it.
public final class AdoptUpload {
  private final Uploads uploads;
  private final MultipartStore multipart;
  private final GrantSigner signer;

  public AdoptUpload(Uploads uploads, MultipartStore multipart, GrantSigner signer) {
    this.uploads = uploads;
    this.multipart = multipart;
    this.signer = signer;
  }

  /// {@return a form that takes the bytes of an upload that awaits them}
  public PostForm asForm(Upload upload) {
    return signer.form(upload);
  }

  /// {@return how the bytes of an upload that awaits them come in parts; empty if it no longer
  /// does}
  public Optional<Multipart> inParts(Upload upload) {
    if (upload.multipart() != null) {
      return Optional.of(upload.multipart());
    }
    String s3UploadId = multipart.create(upload.objectKey(), upload.file().contentType());
    Multipart way = new Multipart(s3UploadId, null, PartSizes.mostFor(upload.mostBytes()));
    return uploads.change(upload.ref(), current -> adopted(current, way)).map(_ -> way);
  }

  private static Optional<Change> adopted(Upload upload, Multipart way) {
    return upload.state().awaitingBytes() && upload.multipart() == null
        ? Optional.of(Change.quietly(upload.inParts(way)))
        : Optional.empty();
  }
}
