"""What a definition may be called (定义代码)."""

import re

from rules.refusal import N_, Refused

LONGEST_KEY = 80
_KEY = re.compile(r"[a-z0-9][a-z0-9_.:-]*")


def must_be_key(key: str) -> str:
    """``key``, when it is one: small letters, digits, and ``_ . : -`` between them."""
    if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
        raise Refused(N_("A key is made of small letters, digits, dots, colons and hyphens."))
    return key
