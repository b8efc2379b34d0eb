"""The proof of one leaf as a file (存在证明): https://c2sp.org/tlog-proof."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rules.log import checkpoint
from rules.log.checkpoint import Head
from rules.log.note import Malformed, Note, decoded, encoded
from rules.log.proof import included
from rules.log.tree import HASH_BYTES, leaf_hash

FIRST = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,17})")
_EXTRA = "extra "
_LONGEST = 63  # hashes


@dataclass(frozen=True)
class EntryProof:
    """Where a leaf stands, and the way from it to a checkpoint (存在证明)."""

    index: int
    path: tuple[bytes, ...]
    note: Note
    leaf: bytes = b""  # carried along for whoever has the proof alone; proved by its hash only

    def __str__(self) -> str:
        """The proof as a file."""
        extra = f"extra {encoded(self.leaf)}\n" if self.leaf else ""
        hashes = "".join(f"{encoded(step)}\n" for step in self.path)
        return f"{FIRST}\n{extra}index {self.index}\n{hashes}\n{self.note}"

    @property
    def head(self) -> Head:
        """What its checkpoint says."""
        return checkpoint.head(self.note.text)

    def shows(self, leaf: bytes) -> bool:
        """Whether the leaf with these bytes stands there. Signatures are another question."""
        said = self.head
        return included(said.root, said.size, leaf_hash(leaf), self.index, self.path)


def entry_proof(content: str) -> EntryProof:
    """The proof that ``content`` spells. Raises ``Malformed``."""
    top, gap, rest = content.partition("\n\n")
    first, *lines = top.split("\n")
    leaf = b""
    if lines and lines[0].startswith(_EXTRA):
        leaf = decoded(lines.pop(0).removeprefix(_EXTRA))
    at = _INDEX.fullmatch(lines[0]) if gap and first == FIRST and lines else None
    if at is None:
        raise Malformed("no proof")
    path = _hashes(lines[1:])
    _, note = checkpoint.read(rest)
    return EntryProof(int(at[1]), path, note, leaf)


def _hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    path = tuple(map(decoded, lines))
    if len(path) > _LONGEST or any(len(step) != HASH_BYTES for step in path):
        raise Malformed("no proof")
    return path
