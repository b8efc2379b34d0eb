"""A book handed over (账簿导出): all that is needed to read it and to check it, in a folder."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from db.storage import where
from models.ledger import Book
from models.log import Checkpoint
from models.voucher import VoucherKind
from rules import export
from rules.log.verdict import (
    CHECKPOINT,
    ENTRIES,
    KEY,
    PAGE,
    VOUCHERS,
    WITNESS_KEY,
    WITNESSED,
    Files,
    Verdict,
    verify,
)
from services.log import tree
from services.log.page import verify_page
from services.log.publishing import (
    checkpoint,
    cosignatures,
    keys_until,
    latest_witnessed,
    with_witnesses,
)

STEP = 5_000  # leaves read at a time


@dataclass(frozen=True)
class Leaves:
    """The leaves in a file, parsed anew each time they are gone through (日志文件)."""

    path: Path

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        """One after the other."""
        with self.path.open("rb") as lines:
            yield from map(json.loads, lines)


def write_export(session: Session, book: Book, folder: Path, size: int | None = None) -> Checkpoint:
    """Write the first ``size`` leaves into ``folder``, or all there are now, and sign for them.

    At the same size the files are the same, byte for byte, for ever; only the witness's word,
    which comes after, is as it stands today. The caller holds the lock on the book's row.
    """
    published = checkpoint(session, book, size)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ENTRIES).open("wb") as out:
        for body in _bodies(session, book, published.size):
            out.write(body.encode() + b"\n")
    for name, chunks in export.reproduced(Leaves(folder / ENTRIES)):
        _write(folder / name, chunks)
    _write(folder / CHECKPOINT, [published.note.encode()])
    keys = keys_until(session, book, published.size)
    _write(folder / KEY, [f"{key.verifier}\n".encode() for key in keys])
    _write(folder / PAGE, [verify_page()])
    _write_witnessed(session, book, folder, published.size)
    return published


def _bodies(session: Session, book: Book, size: int) -> Iterator[str]:
    assert book.id is not None
    for start in range(0, size, STEP):
        yield from tree.bodies(session, book.id, start, min(start + STEP, size))


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as out:
        for chunk in chunks:
            out.write(chunk)


def _write_witnessed(session: Session, book: Book, folder: Path, size: int) -> None:
    """The last checkpoint up to here that a witness cosigned, and the witness's key."""
    found = latest_witnessed(session, book, size)
    for name in (WITNESSED, WITNESS_KEY):
        (folder / name).unlink(missing_ok=True)  # of an earlier export into the same folder
    if found is not None:
        keys = [key for _, key in cosignatures(session, found)]
        _write(folder / WITNESSED, [str(with_witnesses(session, found)).encode()])
        _write(folder / WITNESS_KEY, [f"{key.verifier}\n".encode() for key in keys])


def write_papers(folder: Path) -> int:
    """Add the public copies that the entries in ``folder`` name; how many there were.

    A copy that was replaced is left out, as it may have shown too much.
    """
    copies = {leaf["voucher"]: leaf["copy"] for leaf in Leaves(folder / ENTRIES) if "copy" in leaf}
    written = 0
    for digest in sorted(set(copies.values())):
        for kind in VoucherKind:
            name = f"{digest}.{kind.value}"
            if where(name).exists():
                (folder / VOUCHERS).mkdir(exist_ok=True)
                _write(folder / VOUCHERS / name, [where(name).read_bytes()])
                written += 1
    return written


def read_export(folder: Path) -> Files:
    """The files of an export by their names."""
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    papers = folder / VOUCHERS
    if papers.is_dir():
        for path in sorted(papers.iterdir()):
            found[f"{VOUCHERS}{path.name}"] = path.read_bytes()
    return found


def verified(folder: Path, since: str = "", key: str = "") -> Verdict:
    """Whether the export in ``folder`` is what it was."""
    return verify(read_export(folder), verify_page(), since, key)
