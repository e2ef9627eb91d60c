package dev.millrace.testing;

import dev.millrace.auth.UploadToken;
import dev.millrace.auth.UploadTokenStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Upload tokens in memory.
public final class MemoryUploadTokens implements UploadTokenStore {
  private final Map<String, UploadToken> tokens = new TreeMap<>();

  @Override
  public synchronized void save(UploadToken token) {
    tokens.put(token.tokenId(), token);
  }

  @Override
  public synchronized Optional<UploadToken> find(UploadToken.Ref ref) {
    return Optional.ofNullable(tokens.get(ref.tokenId()))
        .filter(token -> token.tenantId().equals(ref.tenantId()));
  }

  @Override
  public synchronized List<UploadToken> list(String tenantId) {
    return tokens.values().stream()
        .filter(token -> token.tenantId().equals(tenantId))
        .limit(100)
        .toList();
  }

  @Override
  public synchronized boolean take(UploadToken.Ref ref) {
    Optional<UploadToken> token =
        find(ref).filter(t -> t.maxUploads() == null || t.uploads() < t.maxUploads());
    token.ifPresent(t -> count(t, 1));
    return token.isPresent();
  }

  @Override
  public synchronized void giveBack(UploadToken.Ref ref) {
    find(ref).ifPresent(token -> count(token, -1));
  }

  @Override
  public synchronized boolean delete(UploadToken.Ref ref) {
    return find(ref).map(token -> tokens.remove(token.tokenId())).isPresent();
  }

  private void count(UploadToken token, int number) {
    save(
        new UploadToken(
            token.tenantId(),
            token.tokenId(),
            token.maxUploads(),
            token.maxBytes(),
            token.metadata(),
            token.uploads() + number,
            token.createdAt(),
            token.expiresAt()));
  }
}
