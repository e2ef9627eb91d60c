package dev.millrace.idempotency;

import dev.millrace.idempotency.KeptRequest.Answer;
import dev.millrace.secret.SecretBox;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
                sealed -> new String(open(sealed, context(standing)), StandardCharsets.UTF_8)));
  }

  @Override
  public boolean replace(KeptRequest before, KeptRequest after) {
    return requests.replace(
        before,
        withBody(after, body -> seal(body.getBytes(StandardCharsets.UTF_8), context(after))));
  }

  @Override
  public void forget(KeptRequest request) {
    requests.forget(request);
  }

  /// A box takes little at once, so a body is sealed in pieces.
  private String seal(byte[] body, Map<String, String> context) {
    List<String> pieces = new ArrayList<>();
    for (int start = 0; start < body.length; start += SecretBox.MAX_BYTES) {
      byte[] piece =
          Arrays.copyOfRange(body, start, Math.min(body.length, start + SecretBox.MAX_BYTES));
      pieces.add(box.seal(piece, context));
    }
    return String.join(" ", pieces);
  }

  private byte[] open(String sealed, Map<String, String> context) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String piece : sealed.split(" ", -1)) {
      body.writeBytes(piece.isEmpty() ? new byte[0] : box.open(piece, context));
    }
    return body.toByteArray();
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
