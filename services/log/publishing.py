"""Checkpoints of a book (检查点): signed when something is published, the same for ever after."""

from sqlmodel import Session, col, select

from models.ledger import Book
from models.log import Checkpoint, Cosignature, Leaf, LeafKind, LogKey
from rules.log import checkpoint as rule
from rules.log.checkpoint import Head
from rules.log.entry_proof import EntryProof
from rules.log.note import Note, note, signature
from rules.refusal import N_, Refused
from services.log import tree
from services.log.key import log_keys, whole


def checkpoint(session: Session, book: Book, size: int | None = None) -> Checkpoint:
    """The checkpoint at ``size``, or at the present size: kept, or signed now and kept.

    The caller holds the lock on the book's row.
    """
    at = _size(book, size)
    found = kept(session, book, at)
    if found is None:
        assert book.id is not None
        signed, key = _issued(session, book, at)
        head = rule.head(signed.text)
        found = Checkpoint(
            book_id=book.id, size=at, root=head.root, note=str(signed), key_id=key.id or 0
        )
        session.add(found)
        session.flush()
    return found


def _size(book: Book, size: int | None) -> int:
    at = book.leaf_count if size is None else size
    if not 1 <= at <= book.leaf_count:
        raise Refused(N_("This log has {n} leaves: ask for a size from 1 on."), n=book.leaf_count)
    return at


def kept(session: Session, book: Book, size: int) -> Checkpoint | None:
    """The checkpoint that was published at ``size``."""
    wanted = select(Checkpoint).where(Checkpoint.book_id == book.id, Checkpoint.size == size)
    return session.exec(wanted).first()


def latest(session: Session, book: Book, size: int | None = None) -> Checkpoint | None:
    """The last checkpoint that was published, up to ``size``."""
    wanted = select(Checkpoint).where(Checkpoint.book_id == book.id)
    if size is not None:
        wanted = wanted.where(col(Checkpoint.size) <= size)
    return session.exec(wanted.order_by(col(Checkpoint.size).desc()).limit(1)).first()


def latest_witnessed(session: Session, book: Book, size: int | None = None) -> Checkpoint | None:
    """The last checkpoint that a witness cosigned, up to ``size``."""
    wanted = (
        select(Checkpoint)
        .join(Cosignature, col(Cosignature.checkpoint_id) == col(Checkpoint.id))
        .where(Checkpoint.book_id == book.id)
    )
    if size is not None:
        wanted = wanted.where(col(Checkpoint.size) <= size)
    return session.exec(wanted.order_by(col(Checkpoint.size).desc()).limit(1)).first()


def cosignatures(session: Session, published: Checkpoint) -> list[tuple[Cosignature, LogKey]]:
    """What witnesses wrote under a checkpoint, and with which keys."""
    wanted = (
        select(Cosignature, LogKey)
        .join(LogKey, col(LogKey.id) == col(Cosignature.key_id))
        .where(Cosignature.checkpoint_id == published.id)
    )
    return [(row, key) for row, key in session.exec(wanted.order_by(col(Cosignature.id)))]


def with_witnesses(session: Session, published: Checkpoint) -> Note:
    """The checkpoint with every signature under it."""
    own = note(published.note)
    lines = [signature(row.line) for row, _ in cosignatures(session, published)]
    return Note(own.text, (*own.signatures, *lines))


def shown(session: Session, book: Book, size: int | None = None) -> Note:
    """The checkpoint at ``size``, or now; signed for this reader where none is kept."""
    at = _size(book, size)
    found = kept(session, book, at)
    return with_witnesses(session, found) if found else _issued(session, book, at)[0]


def prove(session: Session, book: Book, index: int) -> EntryProof:
    """The proof of one leaf, under the best checkpoint there is above it.

    Best is the last that a witness cosigned; else the last published; else the present one.
    """
    assert book.id is not None
    for found in (latest_witnessed(session, book), latest(session, book)):
        if found is not None and found.size > index:
            signed, size = with_witnesses(session, found), found.size
            break
    else:
        signed, size = shown(session, book), book.leaf_count
    path = tuple(tree.inclusion(session, book.id, index, size))
    leaf = tree.bodies(session, book.id, index, index + 1)[0].encode()
    return EntryProof(index, path, signed, leaf)


def _issued(session: Session, book: Book, size: int) -> tuple[Note, LogKey]:
    """The checkpoint at ``size``, signed by the key that was in service there."""
    assert book.id is not None
    key = keys_until(session, book, size)[-1]
    head = Head(book.origin, size, tree.root(session, book.id, size))
    return rule.issued(head, whole(key)), key


def keys_until(session: Session, book: Book, size: int) -> list[LogKey]:
    """The keys that the first ``size`` leaves tell of; the last one signs at this size."""
    rotations = select(Leaf.id).where(
        Leaf.book_id == book.id, Leaf.kind == LeafKind.KEY, col(Leaf.index) < size
    )
    return log_keys(session, book)[: len(session.exec(rotations).all()) + 1]
