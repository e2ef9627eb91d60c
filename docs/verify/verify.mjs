// node verify.mjs SECRET ID TIMESTAMP SIGNATURES < body     exits with 0 if the webhook is genuine
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";

function isGenuine(secret, id, timestamp, signatures, body) {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const expected = Buffer.from(`v1,${mac}`);
  return Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300
    && signatures.split(" ").map((s) => Buffer.from(s)).some((s) => s.length === expected.length && timingSafeEqual(s, expected));
}

process.exit(isGenuine(...process.argv.slice(2, 6), readFileSync(0)) ? 0 : 1);
