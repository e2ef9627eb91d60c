// node standardwebhooks.mjs SECRET < {"headers": {…}, "body": "…"}     exits with 0 if the library believes the webhook
import { readFileSync } from "node:fs";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

const { headers, body } = JSON.parse(readFileSync(0, "utf8"));
try {
  new Webhook(process.argv[2]).verify(body, headers);
} catch (error) {
  if (!(error instanceof WebhookVerificationError)) throw error;
  process.exit(1);
}
