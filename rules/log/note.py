"""Signed notes (签名文本): https://c2sp.org/signed-note, with Ed25519 keys.

A note is a text, an empty line, and signature lines ``— name base64(key id, signature)``. A key is
known by its name and the first four bytes of a hash over its name, type and public half.
"""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

DASH = "— "  # em dash and space begin a signature line
LARGEST = 20_000  # characters of a note that is read at all
PUBLIC_BYTES = SEED_BYTES = 32
ID_BYTES = 4
SIGNATURE_BYTES = 64
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]{1,120}")
_PRIVATE = "PRIVATE+KEY+"


class Malformed(ValueError):
    """This is not written as the specification says (格式不符)."""


class Algorithm(IntEnum):
    """What a key signs, as the first byte of its public half says (签名类型)."""

    NOTE = 0x01  # 账簿：签文本
    COSIGNATURE = 0x04  # 见证：签时间与文本


@dataclass(frozen=True)
class Verifier:
    """The public half of a key, by which people know it (公钥)."""

    name: str
    algorithm: Algorithm
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        named = self.name.encode() + b"\n" + bytes([self.algorithm]) + self.public
        return sha256(named).digest()[:ID_BYTES]

    def __str__(self) -> str:
        """``name+id+base64``, as it is printed and kept in hand."""
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([self.algorithm]) + self.public)}"

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made ``signature`` over ``message``."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A whole key; its private half is a seed of 32 bytes (私钥)."""

    name: str
    algorithm: Algorithm
    seed: bytes

    @property
    def verifier(self) -> Verifier:
        """Its public half."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return Verifier(self.name, self.algorithm, public)

    def sign(self, message: bytes) -> bytes:
        """The signature: the same message has the same one, always (RFC 8032)."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    def __str__(self) -> str:
        """``PRIVATE+KEY+name+id+base64``; whoever has this line can sign."""
        half = encoded(bytes([self.algorithm]) + self.seed)
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{half}"


@dataclass(frozen=True)
class Signature:
    """One signature line (签名行)."""

    name: str
    key_id: bytes
    payload: bytes

    def __str__(self) -> str:
        """The line as it stands under a note, without its end."""
        return f"{DASH}{self.name} {encoded(self.key_id + self.payload)}"

    def by(self, key: Verifier) -> bool:
        """Whether it says that ``key`` made it."""
        return (self.name, self.key_id) == (key.name, key.id)


@dataclass(frozen=True)
class Note:
    """A text with its signature lines (签名文本)."""

    text: str  # ends its last line
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        """The note as a file."""
        return self.text + "\n" + "".join(f"{line}\n" for line in self.signatures)

    def signed_by(self, key: Verifier) -> bool:
        """Whether ``key`` signed this text; a line that claims so and is wrong spoils the note."""
        claimed = [line for line in self.signatures if line.by(key)]
        message = self.text.encode()
        return bool(claimed) and all(key.verifies(line.payload, message) for line in claimed)


def encoded(content: bytes) -> str:
    """Base64, standard alphabet."""
    return base64.b64encode(content).decode()


def decoded(text: str) -> bytes:
    """What ``text`` encodes. Raises ``Malformed`` for any spelling but the one."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise Malformed(text[:40]) from wrong
    if encoded(content) != text:
        raise Malformed(text[:40])
    return content


def must_be_a_name(name: str) -> str:
    """``name``, when a key may be called so: no spaces, no plus."""
    if not _NAME.fullmatch(name):
        raise Malformed(name[:40])
    return name


def verifier(text: str) -> Verifier:
    """The public key that ``name+id+base64`` says."""
    name, key_id, algorithm, public = _key(text, PUBLIC_BYTES)
    found = Verifier(name, algorithm, public)
    if found.id.hex() != key_id:
        raise Malformed(text[:80])
    return found


def signer(text: str) -> Signer:
    """The whole key that ``PRIVATE+KEY+name+id+base64`` says."""
    if not text.startswith(_PRIVATE):
        raise Malformed("no private key")
    name, key_id, algorithm, seed = _key(text.removeprefix(_PRIVATE), SEED_BYTES)
    found = Signer(name, algorithm, seed)
    if found.verifier.id.hex() != key_id:
        raise Malformed("no private key")
    return found


def _key(text: str, length: int) -> tuple[str, str, Algorithm, bytes]:
    parts = text.split("+", 2)  # base64 may hold a plus itself
    if len(parts) != len(("name", "id", "key")):
        raise Malformed(text[:40])
    content = decoded(parts[2])
    if len(content) != 1 + length or content[0] not in list(Algorithm):
        raise Malformed(text[:40])
    return must_be_a_name(parts[0]), parts[1], Algorithm(content[0]), content[1:]


def note(content: str) -> Note:
    """The note that ``content`` spells. Raises ``Malformed``; no signature is checked here."""
    text, gap, lines = content.rpartition("\n\n")
    if not gap or not text or not lines.endswith("\n") or len(content) > LARGEST:
        raise Malformed("no signed note")
    if any(letter < " " and letter != "\n" for letter in content):
        raise Malformed("control characters")
    return Note(text + "\n", tuple(map(signature, lines[:-1].split("\n"))))


def signature(line: str) -> Signature:
    """The signature that ``line`` spells."""
    name, space, code = line.removeprefix(DASH).rpartition(" ")
    if not line.startswith(DASH) or not space:
        raise Malformed(line[:40])
    content = decoded(code)
    if len(content) <= ID_BYTES:
        raise Malformed(line[:40])
    return Signature(must_be_a_name(name), content[:ID_BYTES], content[ID_BYTES:])


def signed(text: str, keys: Iterable[Signer]) -> Note:
    """``text`` signed with ``keys``."""
    message = text.encode()
    return Note(text, tuple(Signature(k.name, k.verifier.id, k.sign(message)) for k in keys))
