# python3 verify.py SECRET ID TIMESTAMP SIGNATURES < body     exits with 0 if the webhook is genuine
import base64, hashlib, hmac, sys, time


def is_genuine(secret: str, id: str, timestamp: str, signatures: str, body: bytes) -> bool:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.digest(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256)
    expected = b"v1," + base64.b64encode(mac)
    return abs(time.time() - int(timestamp)) <= 300 and any(
        hmac.compare_digest(s.encode(), expected) for s in signatures.split(" "))


sys.exit(0 if is_genuine(*sys.argv[1:5], sys.stdin.buffer.read()) else 1)
