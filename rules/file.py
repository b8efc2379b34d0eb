"""A file in a field of a row (字段文件): how the row remembers it."""

import re
from dataclasses import dataclass

from models.voucher import VoucherKind

LONGEST_NAME = 60  # characters that are kept of what it was called
_REMEMBERED = re.compile(r"([0-9a-f]{64})\.(jpg|png|pdf|ofd)/([^/\x00-\x1f\x7f]{1,60})")


@dataclass(frozen=True)
class Kept:
    """A file that is kept (存档文件): what is in it, by its hash, and what it was called.

    Whoever may read the row may read the file, and nobody else learns its hash.
    """

    sha256: str
    kind: VoucherKind
    name: str

    @property
    def stored(self) -> str:
        """What it is called where files are kept."""
        return f"{self.sha256}-field.{self.kind.value}"

    def __str__(self) -> str:
        """The value of the field."""
        return f"{self.sha256}.{self.kind.value}/{self.name}"


def read_kept(value: object) -> Kept | None:
    """The file that a field names; ``None`` where it names none."""
    found = _REMEMBERED.fullmatch(value) if isinstance(value, str) else None
    return Kept(found[1], VoucherKind(found[2]), found[3]) if found else None


def called(name: str) -> str:
    """What a file is called, without the folder it came from, and short."""
    bare = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign for sign in bare if sign.isprintable()).strip()
    return plain[-LONGEST_NAME:] or "file"
