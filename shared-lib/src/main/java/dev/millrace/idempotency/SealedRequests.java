package dev.millrace.idempotency;

import dev.millrace.idempotency.KeptRequest.Answer;
import dev.millrace.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Keeps requests whose answers hold a secret: the bodies of the answers are sealed.
public final class SealedRequests implements KeptRequests {
  private final KeptRequests requests;
  private final SecretBox box;

  public SealedRequests(KeptRequests requests, SecretBox box) {
    this.requests = requests;
    this.box = box;
  }

  @Override
  public Optional<KeptRequest> begin(KeptRequest request) {
    return requests
        .begin(request)
        .map(standing ->
            withBody(
                standing,
                sealed -> new String(box.open(sealed, context(standing)), StandardCharsets.UTF_8)));
  }

  @Override
  public boolean replace(KeptRequest before, KeptRequest after) {
    return requests.replace(
        before,
        withBody(after, body -> box.seal(body.getBytes(StandardCharsets.UTF_8), context(after))));
  }

  @Override
  public void forget(KeptRequest request) {
    requests.forget(request);
  }

  private static KeptRequest withBody(KeptRequest request, UnaryOperator<String> change) {
    Answer answer = request.answer();
    return answer == null
        ? request
        : request.answered(
            new Answer(answer.status(), answer.headers(), change.apply(answer.body())));
  }

  private static Map<String, String> context(KeptRequest request) {
    return Map.of("purpose", "idempotency", "tenantId", request.tenantId(), "key", request.key());
  }
}
