"""The log of a book as it stood at some size: where every export begins (导出)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from db.session import glance
from models.ledger import Book
from models.log import Leaf as LeafRow
from models.place import Place
from rules.export.book import Leaf
from rules.log.note import Note
from rules.log.verdict import CHECKPOINT, KEY, PAGE, WITNESS_KEY, WITNESSED
from rules.refusal import N_, Refused
from services.log import publishing, tree
from services.log.page import verify_page

LEAVES = 1_000  # read at a time


@dataclass(frozen=True)
class State:
    """The first ``size`` leaves of a book's log, which never change any more (账簿状态)."""

    book_id: int
    code: str
    origin: str
    size: int
    root: str  # in hex
    changed_at: datetime  # when its last leaf was written


@dataclass(frozen=True)
class Offer:
    """A book that everybody may take home (开放数据)."""

    code: str
    name: str
    origin: str
    size: int


def offers(session: Session) -> list[Offer]:
    """Every book, by the code of its compound."""
    wanted = select(Book.code, Place.name, Book.origin, Book.leaf_count)
    found = session.exec(wanted.join(Place, col(Place.id) == Book.place_id).order_by(Book.code))
    return [Offer(*row) for row in found]


def state_of(session: Session, code: str, size: int | None = None) -> State | None:
    """A book at ``size`` leaves, or as it is now; ``None`` where no book has this code.

    Raises ``Refused`` when the log was never that long.
    """
    book = session.exec(select(Book).where(Book.code == code)).first()
    if book is None or book.id is None or not book.leaf_count:
        return None
    size = book.leaf_count if size is None else size
    if not 1 <= size <= book.leaf_count:
        raise Refused(
            N_("The log of these books has {n} entries: ask for a size from 1 to {n}."),
            n=book.leaf_count,
        )
    last = select(LeafRow.created_at).where(LeafRow.book_id == book.id, LeafRow.index == size - 1)
    root = tree.root(session, book.id, size).hex()
    return State(book.id, book.code, book.origin, size, root, session.exec(last).one())


def seals(session: Session, state: State) -> list[tuple[str, bytes]]:
    """What lets a stranger check a state without us (核对材料): files by their names.

    The checkpoint is the same for ever. What witnesses say comes later, and is as it stands today.
    """
    book = session.get_one(Book, state.book_id)
    signed = publishing.shown(session, book, state.size)
    own = Note(signed.text, signed.signatures[:1])
    keys = publishing.keys_until(session, book, state.size)
    found = [(CHECKPOINT, str(own)), (KEY, "".join(f"{key.verifier}\n" for key in keys))]
    witnessed = publishing.latest_witnessed(session, book, state.size)
    if witnessed is not None:
        seen = [key for _, key in publishing.cosignatures(session, witnessed)]
        found.append((WITNESSED, str(publishing.with_witnesses(session, witnessed))))
        found.append((WITNESS_KEY, "".join(f"{key.verifier}\n" for key in seen)))
    return [*((name, text.encode()) for name, text in found), (PAGE, verify_page())]


class Log:
    """The leaves of a state, read a thousand at a time, as often as they are asked for (日志)."""

    def __init__(self, state: State) -> None:
        self._state = state

    def __iter__(self) -> Iterator[Leaf]:
        """Parsed, in order."""
        return (json.loads(body) for body in self.bodies())

    def bodies(self) -> Iterator[str]:
        """As they were written."""
        for start in range(0, self._state.size, LEAVES):
            end = min(start + LEAVES, self._state.size)
            with glance() as session:  # a moment for each part: nobody waits for a download
                yield from tree.bodies(session, self._state.book_id, start, end)

    def lines(self) -> Iterator[bytes]:
        """``entries.jsonl``, a thousand lines at a time."""
        lines: list[str] = []
        for body in self.bodies():
            lines.append(f"{body}\n")
            if len(lines) == LEAVES:
                yield "".join(lines).encode()
                lines.clear()
        yield "".join(lines).encode()
