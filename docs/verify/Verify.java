// java Verify.java SECRET ID TIMESTAMP SIGNATURES < body     exits with 0 if the webhook is genuine
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

boolean isGenuine(String secret, String id, String timestamp, String signatures, byte[] body) throws Exception {
  Mac mac = Mac.getInstance("HmacSHA256");
  mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
  mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
  byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(UTF_8);
  return Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) <= 300
      && Arrays.stream(signatures.split(" ")).anyMatch(s -> MessageDigest.isEqual(s.getBytes(UTF_8), expected));
}

void main(String[] args) throws Exception {
  System.exit(isGenuine(args[0], args[1], args[2], args[3], System.in.readAllBytes()) ? 0 : 1);
}
