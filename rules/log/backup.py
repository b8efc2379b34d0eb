"""A key on paper or on a stick (密钥备份): locked with a passphrase that is kept elsewhere.

Scrypt (RFC 7914) makes guessing slow; Fernet tells a wrong passphrase from a right one. Everything
is text of one screen, so that it can be printed and typed in again.
"""

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken

from rules.log.note import Malformed, Signer, signer
from rules.refusal import N_, Refused

FIRST = "gonggongshouyi/key-backup/v1"
SHORTEST = 12  # characters of a passphrase
SALT_BYTES = 16
_COST = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024, "dklen": 32}


def locked(key: Signer, passphrase: str, salt: bytes) -> str:
    """The backup as a file: which key it is, and the key itself, locked."""
    if len(passphrase) < SHORTEST:
        raise Refused(N_("The passphrase needs {n} characters or more."), n=SHORTEST)
    token = Fernet(_key(passphrase, salt)).encrypt(str(key).encode()).decode()
    return f"{FIRST}\n{key.verifier}\n{salt.hex()}\n{token}\n"


def unlocked(content: str, passphrase: str) -> Signer:
    """The key in a backup; refused when the passphrase is wrong or the file damaged."""
    lines = content.split()
    if len(lines) != len(("first", "public", "salt", "token")) or lines[0] != FIRST:
        raise Refused(N_("This is not the backup of a key."))
    try:
        token = Fernet(_key(passphrase, bytes.fromhex(lines[2]))).decrypt(lines[3])
        found = signer(token.decode())
    except (InvalidToken, Malformed, ValueError) as wrong:
        raise Refused(N_("The passphrase does not open this backup.")) from wrong
    if str(found.verifier) != lines[1]:
        raise Refused(N_("This is not the backup of a key."))
    return found


def _key(passphrase: str, salt: bytes) -> bytes:
    return urlsafe_b64encode(hashlib.scrypt(passphrase.encode(), salt=salt, **_COST))
