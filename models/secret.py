"""Personal data at rest: sealed with a key, found again by a fingerprint (个人信息加密).

AES-128-CBC with HMAC (Fernet); several keys may be given, the first seals and all open,
so a key can be rotated. The database never holds the key.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import Text, TypeDecorator

_keys: list[bytes] = []
_boxes: list[MultiFernet] = []


def use_keys(*secrets: str) -> None:
    """Seal and open with keys drawn from ``secrets``; the first one seals."""
    _keys[:] = [hashlib.sha256(b"personal data " + secret.encode()).digest() for secret in secrets]
    _boxes[:] = [MultiFernet([Fernet(urlsafe_b64encode(key)) for key in _keys])] if _keys else []


def _box() -> MultiFernet:
    assert _boxes, "personal data needs a key: db.session.engine() sets it"
    return _boxes[0]


def seal(text: str) -> str:
    """``text`` as the database keeps it: sealed anew each time, never twice alike."""
    return _box().encrypt(text.encode()).decode()


class Sealed(TypeDecorator[str]):
    """Text that the database keeps encrypted (加密字段)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Going in: sealed."""
        return None if value is None else seal(value)

    def process_result_value(self, value: Any, dialect: Any) -> str | None:
        """Coming out: opened."""
        return None if value is None else _box().decrypt(value.encode()).decode()


def fingerprint(value: str) -> str:
    """A keyed hash of ``value`` (指纹): finds an exact match without opening anything."""
    assert _keys, "personal data needs a key: db.session.engine() sets it"
    return hmac.new(_keys[-1], value.strip().encode(), hashlib.sha256).hexdigest()
