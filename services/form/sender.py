"""Whoever answers without an account, told apart and not known (匿名填报人)."""

import hashlib
import hmac

from db.setting import setting


def fingerprint(form_key: str, address: str) -> str:
    """A keyed digest of where an answer comes from, another one for each form.

    It says that two answers to one form came from the same address, and not from which: without
    the key of the house nobody can try addresses until one fits.
    """
    told = f"form\0{form_key}\0{address}".encode()
    return hmac.new(setting().session_key.encode(), told, hashlib.sha256).hexdigest()
