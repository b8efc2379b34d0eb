"""Checkpoints (检查点): https://c2sp.org/tlog-checkpoint and https://c2sp.org/tlog-cosignature.

Three lines and a signature say all there is to say about a log: its name, its size, its root.
Whoever has kept one old checkpoint can tell for ever whether anything before it was changed. No
time stands in it, so the same log at the same size has the same checkpoint, byte for byte.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from rules.log.note import (
    SIGNATURE_BYTES,
    Algorithm,
    Malformed,
    Note,
    Signature,
    Signer,
    Verifier,
    decoded,
    encoded,
    note,
    signed,
)
from rules.log.tree import HASH_BYTES

_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_TIME_BYTES = 8
_LATEST = 1 << 37  # seconds; beyond this no calendar follows


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: a log, its size and its root (检查点内容)."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n"


def head(text: str) -> Head:
    """What the text of a checkpoint says. Raises ``Malformed``."""
    lines = text.split("\n")
    if len(lines) != len(("origin", "size", "root", "")) or lines[-1]:
        raise Malformed("no checkpoint")
    origin, size, root = lines[0], lines[1], decoded(lines[2])
    if not origin or not _SIZE.fullmatch(size) or len(root) != HASH_BYTES:
        raise Malformed("no checkpoint")
    return Head(origin, int(size), root)


def read(content: str) -> tuple[Head, Note]:
    """A checkpoint as a file: what it says, and the note with its signatures."""
    found = note(content)
    return head(found.text), found


def issued(said: Head, key: Signer) -> Note:
    """The checkpoint signed by the log's own key."""
    return signed(str(said), [key])


def cosigned(said: Head, moment: datetime, key: Signer) -> Signature:
    """A witness's word: at ``moment`` this was the longest it had seen, and it hung together."""
    seconds = int(moment.timestamp())
    payload = seconds.to_bytes(_TIME_BYTES, "big") + key.sign(_message(said, seconds))
    return Signature(key.name, key.verifier.id, payload)


def witnessed(said: Head, line: Signature, key: Verifier) -> datetime | None:
    """When ``key`` cosigned this checkpoint with ``line``; ``None`` when it did not."""
    if key.algorithm is not Algorithm.COSIGNATURE or not line.by(key):
        return None
    if len(line.payload) != _TIME_BYTES + SIGNATURE_BYTES:
        return None
    seconds = int.from_bytes(line.payload[:_TIME_BYTES], "big")
    if seconds > _LATEST or not key.verifies(line.payload[_TIME_BYTES:], _message(said, seconds)):
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _message(said: Head, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{said}".encode()
