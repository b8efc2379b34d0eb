"""The witness (见证): the street's office looks at each published checkpoint and cosigns it.

It signs only what grew out of what it signed before. So the books cannot be shown to one owner
this way and to another that way without the office's key too.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from db.revision import path_end
from models.base import now
from models.ledger import Book
from models.log import Checkpoint, Cosignature, LogKey
from models.place import Place, PlaceKind
from models.revision import Area
from rules.log import checkpoint as rule
from rules.log.checkpoint import Head
from rules.log.note import Signature, note, signature, verifier
from rules.log.tree import Growing, leaf_hash
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.log import tree
from services.log.key import name_witness, whole, witness_keys
from services.log.publishing import latest
from services.place import above
from services.trail import record
from services.visitor import check, the_place

STEP = 5_000  # leaves read at a time


def street_above(session: Session, book: Book) -> Place | None:
    """The street that the compound lies in."""
    found = (place for place in above(session, book.path) if place.kind is PlaceKind.STREET)
    return next(found, None)


def street_of(session: Session, book: Book) -> Place:
    """The street whose office witnesses for this book; refused where there is none."""
    found = street_above(session, book)
    if found is None:
        raise Refused(N_("This compound lies in no street, so there is no office to witness."))
    return found


def cosign(session: Session, actor: Visitor, checkpoint_id: int, line: str = "") -> Cosignature:
    """Cosign a published checkpoint, or add the ``line`` that the office made elsewhere (见证).

    Every leaf is read and hashed anew: what stands in the database is not believed.
    """
    published, book = _published(session, checkpoint_id)
    street = street_of(session, book)
    fresh = check(session, actor, Permission.WITNESS, street)
    head = _must_hang_together(session, book, published)
    _must_follow(session, book, street, head)
    key, written = _written(session, fresh, street, head, line)
    assert fresh.member_id is not None
    made = Cosignature(
        checkpoint_id=checkpoint_id,
        key_id=key.id or 0,
        line=str(written),
        member_id=fresh.member_id,
    )
    session.add(made)
    session.flush()
    place = the_place(session, book.place_id)
    after = {"size": head.size, "key": key.verifier}
    about = f"checkpoint:{checkpoint_id}"
    record(session, fresh, "checkpoint.cosigned", about, place, moves=(Area.LEDGER,), after=after)
    return made


def _published(session: Session, checkpoint_id: int) -> tuple[Checkpoint, Book]:
    found = session.get(Checkpoint, checkpoint_id)
    if found is None:
        raise Refused(N_("There is no such checkpoint."))
    book = session.get(Book, found.book_id, with_for_update=True, populate_existing=True)
    assert book is not None
    return found, book


def _must_hang_together(session: Session, book: Book, published: Checkpoint) -> Head:
    """What the checkpoint says, when its signature holds and the leaves lead to its root."""
    said, signed = rule.read(published.note)
    key = session.get(LogKey, published.key_id)
    trusted = key is not None and signed.signed_by(verifier(key.verifier))
    if not trusted or (said.origin, said.size) != (book.origin, published.size):
        raise Refused(N_("This checkpoint is not signed by the key of this book."))
    if _root(session, book, said.size) != said.root:
        raise Refused(N_("The entries do not lead to this checkpoint: somebody changed them."))
    return said


def _must_follow(session: Session, book: Book, street: Place, head: Head) -> None:
    """Refuse a checkpoint that does not grow out of the last one that this office cosigned."""
    for size, root in _seen(session, book, street):
        if size >= head.size:
            raise Refused(N_("The office has cosigned this checkpoint already, or a later one."))
        if _root(session, book, size) != root:
            raise Refused(
                N_("This is not the history that the office cosigned before. Do not sign it.")
            )


def _seen(session: Session, book: Book, street: Place) -> list[tuple[int, bytes]]:
    """Size and root of the last checkpoint under which a cosignature of this office holds."""
    ids = [key.id for key in witness_keys(session, street.id or 0)]
    wanted = (
        select(Cosignature, Checkpoint, LogKey)
        .join(Checkpoint, col(Checkpoint.id) == col(Cosignature.checkpoint_id))
        .join(LogKey, col(LogKey.id) == col(Cosignature.key_id))
        .where(Checkpoint.book_id == book.id, col(Cosignature.key_id).in_(ids))
        .order_by(col(Checkpoint.size).desc())
        .limit(1)
    )
    found = session.exec(wanted).first()
    if found is None:
        return []
    row, published, key = found
    head, _ = rule.read(published.note)
    if rule.witnessed(head, signature(row.line), verifier(key.verifier)) is None:
        raise Refused(N_("An earlier cosignature of this office was tampered with."))
    return [(head.size, head.root)]


def _written(
    session: Session, actor: Visitor, street: Place, head: Head, line: str
) -> tuple[LogKey, Signature]:
    """The key and its line: made here, or made elsewhere and checked."""
    known = witness_keys(session, street.id or 0)
    key = known[-1] if known else name_witness(session, actor, street.id or 0)
    if not line.strip():
        return key, rule.cosigned(head, now(), whole(key))
    try:
        given = signature(line.strip())
        when = rule.witnessed(head, given, verifier(key.verifier))
    except ValueError:
        when = None
    if when is None:
        raise Refused(N_("This line is not a cosignature of this checkpoint by the office's key."))
    return key, given


def _root(session: Session, book: Book, size: int) -> bytes:
    """The root of the first leaves, from their very text."""
    assert book.id is not None
    growing = Growing()
    for start in range(0, size, STEP):
        for body in tree.bodies(session, book.id, start, min(start + STEP, size)):
            growing.add(leaf_hash(body.encode()))
    return growing.root() if growing.size == size else b""


@dataclass(frozen=True)
class Unwitnessed:
    """A published checkpoint that waits for the office (待见证)."""

    checkpoint_id: int
    place_id: int
    place: str
    size: int
    text: str  # what an office signs that keeps its key elsewhere


def unwitnessed(session: Session, path: str) -> list[Unwitnessed]:
    """The last checkpoint of each book at ``path`` and below that nobody has cosigned yet."""
    wanted = (
        select(Book, Place)
        .join(Place, col(Place.id) == Book.place_id)
        .where(Book.path >= path, Book.path < path_end(path))
        .order_by(col(Book.code))
    )
    waiting = []
    for book, place in session.exec(wanted):
        last = latest(session, book)
        signed = select(Cosignature.id).where(Cosignature.checkpoint_id == (last and last.id))
        if last is not None and session.exec(signed).first() is None:
            text = note(last.note).text
            waiting.append(Unwitnessed(last.id or 0, book.place_id, place.name, last.size, text))
    return waiting
