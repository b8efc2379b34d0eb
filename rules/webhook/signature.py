"""How a receiver knows that a message is ours (推送签名): as Standard Webhooks says.

``webhook-signature: v1,<base64 of HMAC-SHA256 over "id.timestamp.body">``; the key is what stands
behind ``whsec_``. Whoever receives refuses a timestamp that is minutes old, and an id twice.
"""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

PREFIX = "whsec_"
KEY_BYTES = 32


def new_secret() -> str:
    """A key as it is shown, once, to whoever sets up the receiver."""
    return PREFIX + b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def signed(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """The signature of one message."""
    key = b64decode(secret.removeprefix(PREFIX))
    said = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
