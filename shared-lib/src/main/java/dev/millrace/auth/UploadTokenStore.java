package dev.millrace.auth;

import java.util.List;
import java.util.Optional;

/// Where upload tokens are kept, until some time after they have ended.
public interface UploadTokenStore {
  /// Keeps a new token.
  void save(UploadToken token);

  /// {@return a token, be it live or not}
  Optional<UploadToken> find(UploadToken.Ref ref);

  /// {@return the first hundred tokens of a tenant, by id}
  List<UploadToken> list(String tenantId);

  /// Counts an upload.
  ///
  /// @return false if the token is gone or has created as many as it may
  boolean take(UploadToken.Ref ref);

  /// Takes back the counting of an upload that was not created.
  void giveBack(UploadToken.Ref ref);

  /// {@return whether there was such a token, which has now ended}
  boolean delete(UploadToken.Ref ref);
}
