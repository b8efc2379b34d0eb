"""The tree of a book, kept in the database: a leaf at a time, never changed (日志)."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from models.base import now
from models.ledger import Book
from models.log import Leaf, LeafKind, Node
from rules.log import tree
from rules.log.canonical import canonical
from rules.log.stamp import stamped

VERSION = 1  # of the shape of a leaf


def append(session: Session, book: Book, kind: LeafKind, body: Mapping[str, Any]) -> Leaf:
    """Write the next leaf of the book's log. The caller holds the lock on the book's row.

    The leaf says its version, kind and moment itself; ``body`` gives the rest.
    """
    assert book.id is not None
    whole = {"posted_at": stamped(now()), **body, "v": VERSION, "kind": kind.value}
    text = canonical(whole)
    leaf = Leaf(
        book_id=book.id,
        index=book.leaf_count,
        kind=kind,
        body=text,
        hash=tree.leaf_hash(text.encode()),
    )
    session.add(leaf)
    _fill(session, leaf)
    book.leaf_count += 1
    session.add(book)
    session.flush()
    return leaf


def _fill(session: Session, leaf: Leaf) -> None:
    """Write the hash of each subtree that this leaf has filled."""
    full = list(tree.grown(leaf.index))
    left = _hashes(session, leaf.book_id, [half for _, half in full])
    right = leaf.hash
    for (level, index), half in full:
        right = tree.node_hash(left[half], right)
        session.add(Node(book_id=leaf.book_id, level=level, index=index, hash=right))


def root(session: Session, book_id: int, size: int) -> bytes:
    """The root of the first ``size`` leaves."""
    return _answered(session, book_id, lambda get: tree.root(size, get))


def inclusion(session: Session, book_id: int, index: int, size: int) -> list[bytes]:
    """The hashes that lead from leaf ``index`` to the root at ``size``."""
    return _answered(session, book_id, lambda get: tree.inclusion(index, size, get))


def consistency(session: Session, book_id: int, old: int, new: int) -> list[bytes]:
    """The hashes that lead from the root at ``old`` to the root at ``new``."""
    return _answered(session, book_id, lambda get: tree.consistency(old, new, get))


def bodies(session: Session, book_id: int, start: int, end: int) -> list[str]:
    """The leaves from ``start`` to ``end`` as they were written."""
    found = select(Leaf.body).where(
        Leaf.book_id == book_id, col(Leaf.index) >= start, col(Leaf.index) < end
    )
    return list(session.exec(found.order_by(col(Leaf.index))))


Answer = TypeVar("Answer")


def _answered(session: Session, book_id: int, ask: Callable[[tree.Subtree], Answer]) -> Answer:
    """Ask twice: first to learn which hashes are needed, then with all of them at hand."""
    needed: set[tree.Spot] = set()

    def note(level: int, index: int) -> bytes:
        needed.add((level, index))
        return b""

    ask(note)
    found = _hashes(session, book_id, needed)
    return ask(lambda level, index: found[level, index])


def _hashes(session: Session, book_id: int, spots: Collection[tree.Spot]) -> dict[tree.Spot, bytes]:
    """The kept hashes of these full subtrees."""
    leaves = [index for level, index in spots if level == 0]
    nodes = [spot for spot in spots if spot[0]]
    found: dict[tree.Spot, bytes] = {}
    if leaves:
        rows = select(Leaf.index, Leaf.hash).where(
            Leaf.book_id == book_id, col(Leaf.index).in_(leaves)
        )
        found |= {(0, index): kept for index, kept in session.exec(rows)}
    if nodes:
        inner = select(Node.level, Node.index, Node.hash).where(
            Node.book_id == book_id, tuple_(col(Node.level), col(Node.index)).in_(nodes)
        )
        found |= {(level, index): kept for level, index, kept in session.exec(inner)}
    return found
